package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.clerk;
import static io.tallystick.gateway.journey.Riverside.ehr;
import static io.tallystick.gateway.journey.Riverside.insurer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestLedger;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class HospitalGatewayTest {

  private static final Ids IDS = Ids.secure();
  private static final String CONSENTS = "/me/consents";
  private static final String REQUESTS = "/me/consent-requests";

  @Inject Harbor harbor;
  @Inject Elsewhere elsewhere;
  @Inject LedgerQueries ledger;
  @Inject Hurry hurry;

  @Test
  void a_patient_is_registered_once_per_identifier() {
    var mrn = "M-" + IDS.next();
    String first = Riverside.register(mrn, "Lee", "Ann", "1980-02-03").path("id");
    Riverside.register(mrn, "Other", "Name", "1980-02-03")
        .then()
        .statusCode(200)
        .body("id", equalTo(first));
    match(identifier("M-nobody"), identifier(mrn), identifier(mrn))
        .then()
        .statusCode(200)
        .body("patientId", equalTo(List.of(first)));
    match(identifier("M-nobody")).then().statusCode(200).body("$", equalTo(List.of()));
    problem(match(), 400, "identifier.malformed");
    problem(match("{\"value\":\"" + mrn + "\"}"), 400, "identifier.malformed");
  }

  private static Response match(String... identifiers) {
    var wanted = "{\"identifiers\":[" + String.join(",", identifiers) + "]}";
    return clerk().contentType("application/json").body(wanted).post("/patients/match");
  }

  private static String identifier(String mrn) {
    return "{\"system\":\"" + Riverside.MRN + "\",\"value\":\"" + mrn + "\"}";
  }

  @Test
  void an_encounter_is_published_once_and_its_root_is_on_the_ledger() {
    var patient = TestPatient.enrolled();
    var bundle = Riverside.encounter(patient.encounter(), patient.mrn());
    String recordId =
        ehr().body(bundle).post("/fhir").then().statusCode(201).extract().path("recordId");
    var onChain = ledger.get("record:get", recordId, LedgerEntry.Record.class).orElseThrow();
    assertThat(onChain.leaves()).isEqualTo(4);
    ehr().body(bundle).post("/fhir").then().statusCode(200).body("recordId", equalTo(recordId));
    problem(
        ehr().body(bundle.replace("65966004", "263102004")).post("/fhir"), 409, "record.exists");
    patient.get("/me/records").then().body("recordId", equalTo(List.of(recordId)));
    var told = TestInstitution.of("riverside").events();
    assertThat(told.await("records", "record.published", recordId, Duration.ofSeconds(60)))
        .hasValueSatisfying(
            event ->
                assertThat(event.content().toString())
                    .as("a reference, and nothing that the broker should not read")
                    .isEqualTo("{\"recordId\":\"" + recordId + "\"}"));
  }

  @Test
  void what_is_no_record_is_refused() {
    var mrn = TestPatient.enrolled().mrn();
    var encounter = Riverside.encounter("E-" + IDS.next(), mrn);
    problem(ehr().body("{").post("/fhir"), 400, "json.malformed");
    problem(
        ehr().body("{\"resourceType\":\"Bundle\",\"nope\":1}").post("/fhir"), 400, "fhir.invalid");
    problem(ehr().body("{\"resourceType\":\"Patient\"}").post("/fhir"), 400, "fhir.wrong-resource");
    // In bytes: REST Assured indents text, here to a hundred million spaces.
    var deep = "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    problem(ehr().body(deep).post("/fhir"), 400, "json.too-deep");
    problem(ehr().body(encounter.replace(mrn, "M-nobody")).post("/fhir"), 422, "patient.unknown");
    problem(
        ehr().body(encounter.replace("ns/encounter/riverside", "ns/x")).post("/fhir"),
        422,
        "record.encounter-unidentified");
    problem(
        ehr().body(encounter.replace("\"Encounter\"", "\"Basic\"")).post("/fhir"),
        400,
        "fhir.invalid");
    problem(clerk().body(encounter).post("/fhir"), 403, "role.missing");
  }

  @Test
  void a_release_holds_what_is_permitted_and_opens_to_the_ledger() {
    var patient = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Encounter", "Condition"), List.of());
    var access = harbor.asks(patient, harbor.claim(), "Condition", "DiagnosticReport");
    assertThat(access).containsEntry("permitted", true).containsEntry("released", 2);
    assertThat(access).containsEntry("withheld", 2);

    var accessId = access.get("accessId").toString();
    problem(insurer("meridian").get("/releases/" + accessId), 404, "release.not-found");
    problem(clerk().get("/releases/" + accessId), 403, "role.missing");
    var jwe = insurer("harbor").get("/releases/" + accessId).then().statusCode(200).extract();
    assertThat(jwe.contentType()).startsWith("application/jose");
    var released = harbor.opens(jwe.asString());
    for (var leaf : released.leaves()) {
      var hash = RecordTree.leaf(leaf.salt(), leaf.document(), leaf.released().attributes());
      var record =
          ledger
              .get("record:get", leaf.released().recordId(), LedgerEntry.Record.class)
              .orElseThrow();
      assertThat(
              RecordTree.leadsToRoot(
                  hash, leaf.released().index(), leaf.size(), leaf.path(), record.root()))
          .isTrue();
      assertThat(new String(leaf.document(), StandardCharsets.UTF_8))
          .doesNotContain("86406008", "forearm");
    }
    var onChain = ledger.get("access:get", accessId, LedgerEntry.Access.class).orElseThrow();
    assertThat(
            new Commitment(onChain.releaseCommitment())
                .opensWith(released.releaseSalt(), CanonicalJson.bytes(released.released())))
        .isTrue();
  }

  @Test
  void without_consent_nothing_is_released_and_the_patient_is_asked_and_may_answer() {
    var patient = TestPatient.enrolled().published();
    var claim = harbor.claim();
    assertThat(harbor.asks(patient, claim, "Condition"))
        .containsEntry("permitted", false)
        .containsEntry("reason", "NO_CONSENT");
    var request =
        patient
            .get("/me/consent-requests")
            .then()
            .body("claimId", equalTo(List.of(claim)))
            .body("[0].state", equalTo("OPEN"))
            .body("[0].suggestion.provisions[0].classes", hasItem("Condition"))
            .extract();
    Map<String, Object> suggestion = request.path("[0].suggestion");
    var draft =
        Riverside.patient(patient.subject())
            .body(
                Map.of(
                    "patient",
                    patient.patientId(),
                    "grantee",
                    "harbor",
                    "statements",
                    List.of(suggestion),
                    "days",
                    30))
            .post("/me/consents/draft");
    patient.sign(draft, "/me/consents").then().statusCode(201).body("txid", notNullValue());
    patient.get("/me/consent-requests").then().body("[0].state", equalTo("ANSWERED"));
    assertThat(harbor.asks(patient, claim, "Condition"))
        .containsEntry("permitted", true)
        .containsEntry("withheld", 1);
  }

  @Test
  void a_declined_request_is_a_denial_and_is_not_put_to_the_patient_again() {
    var patient = TestPatient.enrolled().published();
    var stranger = TestPatient.enrolled();
    var claim = harbor.claim();
    harbor.asks(patient, claim, "Condition");
    String request = patient.get(REQUESTS).path("[0].requestId");
    var decline = REQUESTS + "/" + request + "/decline";
    problem(Riverside.patient(stranger.subject()).post(decline), 404, "patient.not-found");
    var unknown = REQUESTS + "/nothing/decline";
    problem(Riverside.patient(patient.subject()).post(unknown), 404, "request.not-found");

    for (int time = 0; time < 2; time++) {
      Riverside.patient(patient.subject()).post(decline).then().statusCode(200);
    }
    harbor.until(() -> patient.get("/me/accesses").<List<?>>path("$").size() == 2);
    patient.get("/me/accesses").then().body("permitted", equalTo(List.of(false, false)));

    assertThat(harbor.asks(patient, claim, "Condition")).containsEntry("reason", "NO_CONSENT");
    patient.get(REQUESTS).then().body("state", equalTo(List.of("DECLINED")));
    patient.grants("harbor", List.of("Condition"), List.of());
    patient.get(REQUESTS).then().body("state", equalTo(List.of("ANSWERED")));
    problem(Riverside.patient(patient.subject()).post(decline), 409, "request.answered");
    assertThat(harbor.asks(patient, claim, "Condition")).containsEntry("permitted", true);
  }

  @Test
  void after_a_revocation_nothing_leaves_not_even_what_was_permitted_before() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of("HIV"));
    var claim = harbor.claim();
    var access = harbor.asks(patient, claim, "Condition");
    patient.revokes(head);
    problem(insurer("harbor").get("/releases/" + access.get("accessId")), 410, "release.withdrawn");
    assertThat(harbor.asks(patient, claim, "Condition")).containsEntry("reason", "NO_CONSENT");
    patient.get("/me/consents").then().body("[0].state", equalTo("REVOKED"));
    assertThat(ledger.get("consent:get", head, LedgerEntry.ConsentHead.class).orElseThrow())
        .matches(LedgerEntry.ConsentHead::revoked)
        .matches(h -> h.version() == 2);
    // The same key grants again under the same head.
    assertThat(patient.grants("harbor", List.of("Condition"), List.of())).isEqualTo(head);
    assertThat(harbor.asks(patient, claim, "Condition")).containsEntry("permitted", true);
  }

  @Test
  void a_later_grant_adds_to_the_set_and_a_denial_in_it_counts() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    assertThat(patient.grants("harbor", List.of("Encounter"), List.of())).isEqualTo(head);
    patient
        .get("/me/consents")
        .then()
        .body("[0].version", equalTo(2))
        .body("[0].statements", hasSize(2));
    patient.grants("meridian", List.of("Condition"), List.of());
    patient.get("/me/consents").then().body("headId", hasSize(2));
  }

  @Test
  void a_forged_signature_is_refused_and_leaves_nothing() {
    var patient = TestPatient.enrolled();
    var draft = patient.draft("harbor", List.of("Condition"), List.of()).then().extract();
    String message = draft.path("message");
    var forged = new Wallet().sign(message);
    problem(
        patient.submit(draft.path("draftId"), forged, "/me/consents"), 409, "signature.invalid");
    var altered = patient.wallet().sign(message.replace("\"version\":1", "\"version\":2"));
    problem(
        patient.submit(draft.path("draftId"), altered, "/me/consents"), 409, "signature.invalid");
    patient.get("/me/consents").then().statusCode(200).body("", hasSize(0));
    assertThat(
            ledger.get("consent:get", draft.path("change.headId"), LedgerEntry.ConsentHead.class))
        .isEmpty();
  }

  @Test
  void anothers_patient_is_as_if_there_were_none() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    var stranger = TestPatient.enrolled();
    for (var path : List.of("records", "consents", "consent-requests", "accesses")) {
      var asked = Riverside.patient(stranger.subject());
      problem(
          asked.get("/me/" + path + "?patient=" + patient.patientId()), 404, "patient.not-found");
      problem(asked.get("/me/" + path + "?patient=nobody"), 404, "patient.not-found");
    }
    var theirs = Riverside.patient(stranger.subject());
    problem(theirs.post("/me/consents/" + head + "/revocation-draft"), 404, "consent.not-found");
    var draft = patient.draft("harbor", List.of("Encounter"), List.of()).then().extract();
    String message = draft.path("message");
    var signature = patient.wallet().sign(message);
    problem(
        stranger.submit(draft.path("draftId"), signature, "/me/consents"), 404, "draft.not-found");
    Riverside.patient(stranger.subject())
        .get("/me/patients")
        .then()
        .body("patientId", not(hasItem(patient.patientId())));
  }

  @Test
  void a_link_that_is_not_attested_or_revoked_gives_nothing() {
    var patient = TestPatient.enrolled();
    var pending = "sub-" + IDS.next();
    TestPatient.enrol(pending, new Wallet(), "Somebody", "M-none");
    Riverside.patient(pending)
        .get("/me/patients")
        .then()
        .body("[0].enrolmentState", equalTo("PENDING"))
        .body("[0].patientId", nullValue());
    var draft = patient.draft("harbor", List.of("Condition"), List.of());
    clerk().post("/enrolments/" + patient.enrolmentId() + "/revoke").then().statusCode(200);
    problem(patient.sign(draft, "/me/consents"), 404, "patient.not-found");
    problem(patient.get("/me/records"), 404, "patient.not-found");
    problem(
        clerk().post("/enrolments/" + patient.enrolmentId() + "/revoke"), 409, "enrolment.decided");
  }

  @Test
  void what_a_lost_key_granted_is_revoked_by_the_custodian_and_another_key_may_grant() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    clerk().post("/enrolments/" + patient.enrolmentId() + "/revoke").then().statusCode(200);
    var again = patient.withNewKey();
    harbor.until(
        () -> {
          var state = again.get("/me/consents").path("[0].state");
          return "REVOKED".equals(state);
        });
    assertThat(ledger.get("consent:get", head, LedgerEntry.ConsentHead.class).orElseThrow().basis())
        .isEqualTo("custodian-attested");
    assertThat(again.grants("harbor", List.of("Condition"), List.of())).isNotEqualTo(head);
    assertThat(harbor.asks(again, harbor.claim(), "Condition")).containsEntry("permitted", true);
  }

  @Test
  void what_a_lost_key_signed_before_and_the_ledger_takes_after_is_revoked_too() {
    var first = TestPatient.enrolled();
    var firstDraft = first.draft("harbor", List.of("Condition"), List.of());
    var again = TestPatient.enrolled();
    var head = again.grants("harbor", List.of("Condition"), List.of());
    var againDraft = again.draft("harbor", List.of("Procedure"), List.of());
    TestLedger.killAndRestart(
        () -> {
          hurry.during(
              () ->
                  Stream.of(Map.entry(first, firstDraft), Map.entry(again, againDraft))
                      .map(each -> each.getKey().sign(each.getValue(), CONSENTS))
                      .forEach(signed -> signed.then().statusCode(202)));
          lose(first);
          lose(again);
        });
    for (var patient : List.of(first, again)) {
      var newKey = patient.withNewKey();
      harbor.until(() -> "REVOKED".equals(newKey.get(CONSENTS).path("[0].state")));
      assertThat(newKey.get(CONSENTS).<List<?>>path("$")).hasSize(1);
    }
    var onLedger = ledger.get("consent:get", head, LedgerEntry.ConsentHead.class).orElseThrow();
    assertThat(onLedger.version()).isEqualTo(3);
    assertThat(onLedger.basis()).isEqualTo("custodian-attested");
  }

  private static void lose(TestPatient patient) {
    clerk().post("/enrolments/" + patient.enrolmentId() + "/revoke").then().statusCode(200);
  }

  @Test
  void a_revocation_that_another_institution_submits_overtakes_a_permit() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    var claim = harbor.claim();
    elsewhere.submitRevocation(patient, head);
    // Decided before this service has read that block or after: the ledger lets no permit through.
    assertThat(harbor.asks(patient, claim, "Condition"))
        .containsEntry("permitted", false)
        .containsEntry("reason", "NO_CONSENT");
    harbor.until(() -> "REVOKED".equals(patient.get("/me/consents").path("[0].state")));
  }

  @Test
  void a_clerk_sees_whom_the_number_names_and_what_contradicts() {
    var tag = IDS.next().substring(0, 8);
    String patientId =
        Riverside.register("M-" + tag, "Fam" + tag, "Given", "1980-02-03").path("id");
    String namesake =
        Riverside.register("N-" + tag, "Other" + tag, "Given", "1980-02-03").path("id");
    var fits = TestPatient.enrol("a" + tag, new Wallet(), "Fam" + tag, "M-" + tag);
    var noSuchNumber = TestPatient.enrol("b" + tag, new Wallet(), "Fam" + tag, "M-other");
    var anothersNumber = TestPatient.enrol("c" + tag, new Wallet(), "Other" + tag, "M-" + tag);
    var nobody = TestPatient.enrol("d" + tag, new Wallet(), "Nobody" + tag, "M-nobody");
    var waiting = clerk().get("/enrolments?state=PENDING").then().statusCode(200);
    waiting
        .body(of(fits) + "candidate.patientId", equalTo(patientId))
        .body(of(fits) + "candidate.mrn", equalTo("M-" + tag))
        .body(of(fits) + "contradictions", hasSize(0))
        .body(of(noSuchNumber) + "candidate.patientId", equalTo(patientId))
        .body(of(noSuchNumber) + "contradictions", contains("mrn"))
        .body(of(anothersNumber) + "candidate.patientId", equalTo(patientId))
        .body(of(anothersNumber) + "contradictions", contains("name"))
        .body(of(anothersNumber) + "other.patientId", equalTo(namesake))
        .body(of(nobody) + "candidate", nullValue());
  }

  private static String of(String enrolmentId) {
    return "find{it.enrolmentId=='" + enrolmentId + "'}.";
  }

  @Test
  void tokens_count_where_they_belong() {
    problem(io.restassured.RestAssured.given().get("/me/patients"), 401, "token.missing");
    var expired =
        TestTokens.token(TestTokens.issuer("patients"), "pat", Duration.ofMinutes(-5), "patient");
    problem(Riverside.as(expired).get("/me/patients"), 401, "token.invalid");
    var foreign = TestTokens.token("http://elsewhere", "pat", Duration.ofMinutes(5), "patient");
    problem(Riverside.as(foreign).get("/me/patients"), 401, "token.issuer-unknown");
    var summit = TestTokens.staff("summit", "sam", "registration-clerk");
    problem(Riverside.as(summit).get("/enrolments"), 403, "role.missing");
    problem(clerk().get("/me/patients"), 403, "role.missing");
  }

  @Test
  void the_api_describes_itself() {
    io.restassured.RestAssured.given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths.'/me/consents/draft'.post", notNullValue())
        .body("paths.'/releases/{decisionId}'.get", notNullValue());
  }

  private static void problem(Response response, int status, String code) {
    response
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("type", equalTo("urn:tallystick:problem:" + code));
  }
}
