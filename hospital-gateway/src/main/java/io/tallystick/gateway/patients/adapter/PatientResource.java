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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;

/** The patient registry over HTTP. */
@Path("/")
@RunOnVirtualThread
public class PatientResource {

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
   * @param identifier {@code system|value}
   */
  @GET
  @Path("patients")
  @Produces(MediaType.APPLICATION_JSON)
  public List<PatientFound> find(@QueryParam("identifier") String identifier) {
    caller.requireStaff("service", "registration-clerk");
    var bar = identifier == null ? -1 : identifier.lastIndexOf('|');
    if (bar < 1) {
      throw Problem.badRequest("identifier.malformed", "an identifier is system|value").exception();
    }
    var wanted = new PatientIdentifier(identifier.substring(0, bar), identifier.substring(bar + 1));
    return transactions.inTransaction(
        tx -> patients.byIdentifier(tx, wanted).map(PatientFound::new).stream().toList());
  }
}
