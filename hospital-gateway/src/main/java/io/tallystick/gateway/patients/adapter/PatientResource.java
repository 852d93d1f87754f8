package io.tallystick.gateway.patients.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.app.RegisterPatient;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;

/** The patient registry over HTTP. */
@Path("/")
@RunOnVirtualThread
public class PatientResource {

  private static final int MOST_IDENTIFIERS = 8;

  /**
   * @param identifiers 1 to 8
   */
  public record Sought(List<PatientIdentifier> identifiers) {}

  public record PatientFound(String patientId) {}

  private final Caller caller;
  private final FhirJson fhir;
  private final RegisterPatient registerPatient;
  private final Patients patients;
  private final Transactions transactions;

  PatientResource(
      Caller caller,
      FhirJson fhir,
      RegisterPatient registerPatient,
      Patients patients,
      Transactions transactions) {
    this.caller = caller;
    this.fhir = fhir;
    this.registerPatient = registerPatient;
    this.patients = patients;
    this.transactions = transactions;
  }

  /** 201 with the Patient, or 200 with the one that has this identifier already. */
  @POST
  @Path("fhir/Patient")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Produces(FhirJson.MEDIA_TYPE)
  public Response register(byte[] body) {
    caller.requireStaff("registration-clerk");
    var patient = fhir.parse(body, Patient.class);
    var done =
        registerPatient.register(
            FhirPatients.profile(patient), id -> fhir.encode(patient.copy().setId(id)));
    return Response.status(done.created() ? 201 : 200)
        .location(URI.create("/fhir/Patient/" + done.patientId()))
        .entity(done.document())
        .build();
  }

  /**
   * Asked in a body, since a URL ends up in logs. In the order asked, each patient once; unknown
   * identifiers are passed over.
   */
  @POST
  @Path("patients/match")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public List<PatientFound> match(Sought sought) {
    caller.requireStaff("service", "registration-clerk", "clinician");
    var wanted = wellFormed(sought);
    return transactions.inTransaction(
        tx ->
            wanted.stream()
                .flatMap(identifier -> patients.byIdentifier(tx, identifier).stream())
                .distinct()
                .map(PatientFound::new)
                .toList());
  }

  private static List<PatientIdentifier> wellFormed(Sought sought) {
    var wanted = sought == null ? null : sought.identifiers();
    boolean fine =
        wanted != null
            && !wanted.isEmpty()
            && wanted.size() <= MOST_IDENTIFIERS
            && wanted.stream().allMatch(PatientResource::complete);
    if (fine) return wanted;
    throw Problem.badRequest(
            "identifier.malformed", "1 to 8 identifiers, each with its system and value")
        .exception();
  }

  private static boolean complete(PatientIdentifier one) {
    return one != null
        && one.system() != null
        && !one.system().isEmpty()
        && one.value() != null
        && !one.value().isEmpty();
  }
}
