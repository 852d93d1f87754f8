package io.tallystick.gateway.matching.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.matching.app.DecideMatch;
import io.tallystick.gateway.matching.app.FindPatient;
import io.tallystick.gateway.matching.app.ListMatches;
import io.tallystick.gateway.matching.app.MatchMember;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;

/** Which patient somebody is: for other institutions, for the own clerks, and the clerks' queue. */
@Path("/")
@RunOnVirtualThread
public class MatchResource {

  private static final String JOSE = "application/jose";
  private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
  private static final double MOST_BITS = 40;

  public record Confirmation(String patientId) {}

  private final Caller caller;
  private final FhirJson fhir;
  private final Envelopes envelopes;
  private final MatchMember matchMember;
  private final ListMatches listMatches;
  private final DecideMatch decideMatch;
  private final String handleSystem;

  MatchResource(
      Caller caller,
      FhirJson fhir,
      Envelopes envelopes,
      MatchMember matchMember,
      ListMatches listMatches,
      DecideMatch decideMatch,
      TallystickConfig config) {
    this.caller = caller;
    this.fhir = fhir;
    this.envelopes = envelopes;
    this.matchMember = matchMember;
    this.listMatches = listMatches;
    this.decideMatch = decideMatch;
    this.handleSystem = FindPatient.handleSystem(config.org().id());
  }

  /**
   * HRex {@code $member-match}: {@code Parameters} with {@code MemberPatient}, sealed to this
   * institution (JWE), answered with {@code MemberIdentifier}, sealed to the caller; 422 {@code
   * match.none} says nothing about whether there is such a patient.
   */
  @POST
  @Path("fhir/Patient/$member-match")
  @Consumes(JOSE)
  @Produces(JOSE)
  public String memberMatch(String compact) {
    caller.requirePartner();
    var sought = sought(opened(compact), "MemberPatient");
    var handle =
        matchMember
            .match(caller.orgId(), sought)
            .orElseThrow(
                () -> Problem.unprocessable("match.none", "no match that may be told").exception());
    var answer = new Parameters();
    answer
        .addParameter()
        .setName("MemberIdentifier")
        .setValue(new Identifier().setSystem(handleSystem).setValue(handle));
    return envelopes.seal(caller.orgId(), fhir.encode(answer));
  }

  /** FHIR R4 {@code Patient/$match}, for the own clerks: who may be meant, likeliest first. */
  @POST
  @Path("fhir/Patient/$match")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] match(byte[] body) {
    caller.requireStaff("registration-clerk");
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    var found = listMatches.candidates(sought(body, "resource"));
    found.forEach(candidate -> addTo(bundle, candidate));
    bundle.setTotal(found.size());
    return fhir.encode(bundle);
  }

  /** Searches that wait for a clerk. */
  @GET
  @Path("matches")
  @Produces(MediaType.APPLICATION_JSON)
  public List<ListMatches.Waiting> waiting() {
    caller.requireStaff("registration-clerk");
    return listMatches.waiting();
  }

  @POST
  @Path("matches/{id}/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  public void confirm(@PathParam("id") String caseId, Confirmation confirmed) {
    caller.requireStaff("registration-clerk");
    if (confirmed == null || confirmed.patientId() == null) {
      throw Problem.badRequest("match.incomplete", "names the patient").exception();
    }
    decideMatch.decide(caseId, confirmed.patientId(), caller.username());
  }

  /** It is none of the candidates. */
  @POST
  @Path("matches/{id}/reject")
  public void reject(@PathParam("id") String caseId) {
    caller.requireStaff("registration-clerk");
    decideMatch.decide(caseId, null, caller.username());
  }

  private byte[] opened(String compact) {
    try {
      return envelopes.open(compact);
    } catch (SealBroken broken) {
      throw Problem.badRequest("seal.broken", "not sealed to this institution").exception();
    }
  }

  private Sought sought(byte[] parameters, String name) {
    var patient =
        fhir.parse(parameters, Parameters.class).getParameter().stream()
            .filter(p -> name.equals(p.getName()) && p.getResource() instanceof Patient)
            .map(p -> (Patient) p.getResource())
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.unprocessable("match.incomplete", "Parameters." + name + " is missing")
                        .exception());
    var identifiers =
        patient.getIdentifier().stream()
            .filter(i -> i.hasSystem() && i.hasValue())
            .map(i -> new PatientIdentifier(i.getSystem(), i.getValue()))
            .toList();
    return new Sought(identifiers, FhirPersons.of(patient));
  }

  private static void addTo(Bundle bundle, ListMatches.Shown candidate) {
    var patient = new Patient();
    patient.setId(candidate.patientId());
    candidate
        .identifiers()
        .forEach(i -> patient.addIdentifier().setSystem(i.system()).setValue(i.value()));
    candidate
        .person()
        .names()
        .forEach(n -> patient.addName().setFamily(n.family()).addGiven(n.given()));
    var entry = bundle.addEntry().setFullUrl("Patient/" + candidate.patientId());
    entry.setResource(patient);
    entry
        .getSearch()
        .setMode(Bundle.SearchEntryMode.MATCH)
        .setScore(Math.clamp(Math.round(candidate.weight() / MOST_BITS * 100) / 100.0, 0.0, 1.0))
        .addExtension(GRADE, new CodeType(candidate.grade()));
  }
}
