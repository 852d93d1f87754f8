package io.tallystick.cli.demo.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.PatientAccounts;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.synthea.Fhir;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * People sign in, enrol a key for themselves or for whom they act, and a clerk of the hospital
 * attests what fits a registered patient exactly.
 */
public final class EnrolKeys {

  // Keycloak hashes a password for each account and each sign-in; that is processor time.
  private static final int AT_ONCE = 3;
  private static final Map<String, String> CLERKS = Map.of("riverside", "rita", "summit", "sam");

  private record Asked(
      SimulatedPerson person, String hospital, String enrolmentId, boolean waits) {}

  private record Visit(SimulatedPerson person, String hospital) {}

  private final Town town;
  private final PatientAccounts accounts;

  public EnrolKeys(Town town, PatientAccounts accounts) {
    this.town = town;
    this.accounts = accounts;
  }

  /** How many keys were attested in this run. */
  public int enrol(List<SimulatedPerson> people, Registry registry) {
    InParallel.each(AT_ONCE, people, this::account);
    var visits =
        people.stream()
            .flatMap(p -> p.patient().hospitals().stream().map(h -> new Visit(p, h)))
            .toList();
    var waiting =
        InParallel.each(AT_ONCE, visits, this::ask).stream().filter(Asked::waits).toList();
    waiting.stream()
        .collect(Collectors.groupingBy(Asked::hospital))
        .forEach((hospital, asked) -> attest(hospital, asked, registry));
    return waiting.size();
  }

  private String account(SimulatedPerson person) {
    accounts.create(person.username(), person.password());
    return person.username();
  }

  private Asked ask(Visit visit) {
    var person = visit.person();
    var reply =
        town.api()
            .post(
                town.at().gateway(visit.hospital()) + "/enrolments",
                town.tokens().ofPatient(visit.hospital(), person.username(), person.password()),
                Api.JSON,
                request(person, visit.hospital()))
            .orThrow("an enrolment at " + visit.hospital());
    var waits = reply.body().path("state").asText().equals("PENDING");
    return new Asked(person, visit.hospital(), reply.body().path("enrolmentId").asText(), waits);
  }

  private void attest(String hospital, List<Asked> asked, Registry registry) {
    var url = town.at().gateway(hospital) + "/enrolments";
    var clerk = town.tokens().ofStaff(hospital, CLERKS.get(hospital));
    var listed =
        town.api().get(url + "?state=PENDING", clerk).orThrow("the enrolments waiting").body();
    var candidates =
        StreamSupport.stream(listed.spliterator(), false)
            .filter(one -> one.path("candidate").has("patientId"))
            .filter(one -> one.path("contradictions").isEmpty())
            .collect(
                Collectors.toMap(
                    one -> one.path("enrolmentId").asText(), EnrolKeys::candidate, (a, b) -> a));
    InParallel.each(
        AT_ONCE,
        asked,
        one -> {
          var patientId = registry.id(one.person().patient(), hospital);
          if (!patientId.equals(candidates.get(one.enrolmentId()))) {
            throw new IllegalStateException("an enrolment at " + hospital + " fits no patient");
          }
          return town.api()
              .post(
                  url + "/" + one.enrolmentId() + "/attest",
                  clerk,
                  Api.JSON,
                  Fhir.object().put("patientId", patientId))
              .orThrow("an attestation at " + hospital);
        });
  }

  private static String candidate(JsonNode waiting) {
    return waiting.at("/candidate/patientId").asText();
  }

  private static ObjectNode request(SimulatedPerson person, String hospital) {
    var patient = person.patient();
    var request =
        Fhir.object()
            .put("actsAs", person.actsAs())
            .put("family", patient.family())
            .put("given", patient.given().getFirst())
            .put("birthDate", patient.birthDate().toString())
            .put("mrn", patient.mrn(hospital));
    request.set("jwk", Fhir.JSON.valueToTree(person.publicKey()));
    return request;
  }
}
