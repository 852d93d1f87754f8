package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.ehr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.RecordState;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a source system publishes: checked, encounter by encounter, resource by resource. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class PublishTest {

  private static final Ids IDS = Ids.secure();

  @Inject LedgerQueries ledger;

  @Test
  void what_breaks_a_rule_is_refused_with_its_place_and_without_its_content() {
    var patient = TestPatient.enrolled();
    var bad =
        Riverside.encounter(patient.encounter(), patient.mrn())
            .replace("\"status\":\"finished\"", "\"status\":\"Bogusly-Done\"");
    ehr()
        .body(bad)
        .post("/fhir")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("fhir.invalid"))
        .body("problems.element", hasItem("Bundle.entry[0].resource.status"))
        .body("problems[0].line", equalTo(1))
        .body("problems[0].column", notNullValue())
        .body("problems.detail", not(hasItem(containsString("Bogusly"))));
    var noSubject = "{\"resourceType\":\"Observation\",\n \"status\":\"final\"}";
    ehr()
        .accept("application/fhir+json")
        .body(noSubject)
        .post("/fhir/Observation")
        .then()
        .statusCode(422)
        .contentType(containsString("application/fhir+json"))
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue.expression.flatten()", hasItem(containsString("Observation")))
        .body("issue.details.text", hasItem(containsString("Observation.code")));
  }

  @Test
  void codes_and_profiles_that_are_not_known_here_refuse_nothing() {
    var patient = TestPatient.enrolled();
    var odd =
        observation("o-1", patient)
            .replace("8480-6", "no-such-code")
            .replace(
                "\"status\"", "\"meta\":{\"profile\":[\"http://elsewhere/profile\"]},\"status\"");
    ehr().body(odd).post("/fhir/Observation").then().statusCode(201);
  }

  @Test
  void a_later_resource_supersedes_its_encounters_record_once() {
    var patient = TestPatient.enrolled().published();
    String first = patient.get("/me/records").path("[0].recordId");
    var sent = inEncounter(observation("bp-" + IDS.next(), patient), patient.encounter());
    String second =
        ehr()
            .body(sent)
            .post("/fhir/Observation")
            .then()
            .statusCode(201)
            .body("supersedes", equalTo(first))
            .body("encounter", equalTo(patient.encounter()))
            .body("resources", equalTo(5))
            .extract()
            .path("recordId");
    assertThat(onLedger(first).state()).isEqualTo(RecordState.SUPERSEDED);
    assertThat(onLedger(first).supersededBy()).isEqualTo(second);
    assertThat(onLedger(second).supersedes()).isEqualTo(first);
    assertThat(onLedger(second).leaves()).isEqualTo(5);
    ehr()
        .body(sent)
        .post("/fhir/Observation")
        .then()
        .statusCode(200)
        .body("recordId", equalTo(second));
    ehr()
        .body(sent.replace("120", "118"))
        .post("/fhir/Observation")
        .then()
        .statusCode(201)
        .body("supersedes", equalTo(second))
        .body("resources", equalTo(5));
    patient
        .get("/me/records")
        .then()
        .body("recordId", hasSize(1))
        .body("[0].resources", equalTo(5));
  }

  @Test
  void what_belongs_to_no_encounter_is_a_record_of_its_own() {
    var patient = TestPatient.enrolled();
    var sent = observation("own-" + IDS.next(), patient);
    String recordId =
        ehr()
            .body(sent)
            .post("/fhir/Observation")
            .then()
            .statusCode(201)
            .body("encounter", nullValue())
            .body("resources", equalTo(1))
            .extract()
            .path("recordId");
    ehr().body(sent).post("/fhir/Observation").then().statusCode(200);
    patient.get("/me/records").then().body("recordId", equalTo(List.of(recordId)));
    problem(
        ehr().body(inEncounter(sent, "E-nowhere")).post("/fhir/Observation"),
        422,
        "record.encounter-unknown");
  }

  @Test
  void several_encounters_in_one_bundle_are_a_record_each() {
    var patient = TestPatient.enrolled();
    var visits = List.of("E1-" + IDS.next(), "E2-" + IDS.next());
    var resources = new ArrayList<Map<?, ?>>();
    for (var visit : visits) {
      resources.add(encounter(visit, patient));
      resources.add(
          Map.of(
              "resourceType", "Condition",
              "subject", subject(patient),
              "encounter", Map.of("reference", "Encounter/" + visit),
              "code", Map.of("text", "something of " + visit)));
    }
    ehr()
        .body(Riverside.bundle(resources.toArray(Map[]::new)))
        .post("/fhir")
        .then()
        .statusCode(201)
        .body("records.encounter", equalTo(visits))
        .body("records.resources", equalTo(List.of(2, 2)));
  }

  @Test
  void a_transaction_is_resolved_or_refused() {
    var patient = TestPatient.enrolled();
    var visit = "T-" + IDS.next();
    var transaction = transaction(patient, visit);
    ehr().body(transaction).post("/fhir").then().statusCode(201).body("resources", equalTo(2));
    problem(
        ehr()
            .body(transaction.replace("Practitioner?identifier", "Practitioner?name"))
            .post("/fhir"),
        422,
        "record.reference-unresolved");
    problem(
        ehr().body(transaction.replace("\"POST\"", "\"DELETE\"")).post("/fhir"),
        422,
        "record.transaction-entry");
  }

  private static String transaction(TestPatient patient, String visit) {
    var condition =
        Map.of(
            "resourceType", "Condition",
            "subject", subject(patient),
            "encounter", Map.of("reference", Riverside.url(0)),
            "recorder",
                Map.of("reference", "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1"),
            "code", Map.of("text", "cough"));
    var encounter = new HashMap<String, Object>(encounter(visit, patient));
    encounter.remove("id");
    var entries = List.of(entry(0, encounter), entry(1, condition));
    return Riverside.json(
        Map.of("resourceType", "Bundle", "type", "transaction", "entry", entries));
  }

  private static Map<String, Object> entry(int number, Map<String, ?> resource) {
    return Map.of(
        "fullUrl", Riverside.url(number),
        "resource", resource,
        "request", Map.of("method", "POST", "url", resource.get("resourceType")));
  }

  private LedgerEntry.Record onLedger(String recordId) {
    return ledger.get("record:get", recordId, LedgerEntry.Record.class).orElseThrow();
  }

  private static Map<String, String> subject(TestPatient patient) {
    return Map.of("reference", "Patient?identifier=" + Riverside.MRN + "|" + patient.mrn());
  }

  private static Map<String, Object> encounter(String visit, TestPatient patient) {
    return Map.of(
        "resourceType", "Encounter",
        "id", visit,
        "status", "finished",
        "class",
            Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code", "AMB"),
        "identifier", List.of(Map.of("system", Riverside.ENCOUNTER, "value", visit)),
        "subject", subject(patient),
        "period", Map.of("start", "2026-03-04T10:00:00Z"));
  }

  static String observation(String id, TestPatient patient) {
    return """
    {"resourceType":"Observation","id":"%s","status":"final",
     "code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},
     "subject":{"identifier":{"system":"%s","value":"%s"}},
     "effectiveDateTime":"2026-03-04T10:20:00Z",
     "valueQuantity":{"value":120,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}\
    """
        .formatted(id, Riverside.MRN, patient.mrn());
  }

  static String inEncounter(String resource, String encounter) {
    return resource.replace(
        "\"effectiveDateTime\"",
        "\"encounter\":{\"identifier\":{\"system\":\"%s\",\"value\":\"%s\"}},\"effectiveDateTime\""
            .formatted(Riverside.ENCOUNTER, encounter));
  }

  static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
