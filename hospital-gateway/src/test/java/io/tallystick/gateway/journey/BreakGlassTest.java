package io.tallystick.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestLedger;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Records leave without a consent in an emergency, and everybody concerned can see that they did.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class BreakGlassTest {

  @Inject Harbor harbor;
  @Inject LedgerQueries ledger;

  @Test
  void an_emergency_gets_everything_at_once_and_the_ledger_and_the_patient_know() {
    var patient = TestPatient.enrolled().published();

    var answer = Summit.asks(Summit.emergency(patient.mrn())).then().statusCode(200).extract();

    var released = Summit.opens(answer.path("sealed"));
    assertThat(released.leaves()).as("HIV and free text too: nothing is held back").hasSize(4);
    patient
        .get("/me/notices")
        .then()
        .body("kind", contains("BREAK_GLASS"))
        .body("[0].org", equalTo("summit"))
        .body("[0].seenAt", nullValue());
    String accessId = answer.path("decisionId");
    recorded(patient, accessId);
    mine(patient)
        .then()
        .body("[0].reason", equalTo("Found unconscious, no history at hand"))
        .body("[0].clinician", equalTo("singh"))
        .body("[0].role", equalTo("emergency physician"))
        .body("[0].late", equalTo(false))
        .body("[0].reviewOverdue", equalTo(false));
    var onLedger = access(accessId);
    assertThat(onLedger.breakGlass().reviewBy())
        .isEqualTo(Instant.parse(answer.path("releasedAt")).plus(Duration.ofDays(14)));
    assertThat(
            new Commitment(onLedger.releaseCommitment())
                .opensWith(released.releaseSalt(), CanonicalJson.bytes(released.released())))
        .isTrue();
  }

  @Test
  void while_the_ledger_is_down_it_works_and_is_told_late() {
    var patient = TestPatient.enrolled().published();
    var request = Summit.emergency(patient.mrn());
    TestLedger.killAndRestart(
        () -> {
          var answer = Summit.asks(request).then().statusCode(200).extract();
          assertThat(Summit.opens(answer.path("sealed")).leaves()).hasSize(4);
          patient.get("/me/notices").then().body("kind", contains("BREAK_GLASS"));
          mine(patient).then().body("[0].state", equalTo("PENDING")).body("[0].txid", nullValue());
          problem(review(answer.path("decisionId"), "JUSTIFIED"), 409, "break-glass.not-on-ledger");
        });
    harbor.until(() -> "RECORDED".equals(mine(patient).path("[0].state")));
    var entry = access(mine(patient).path("[0].accessId"));
    assertThat(entry.breakGlass().releasedAt()).isBefore(entry.at());
  }

  @Test
  void an_unjustified_one_owes_a_receipt_and_a_review_is_given_once() {
    var patient = TestPatient.enrolled().published();
    String accessId = Summit.asks(Summit.emergency(patient.mrn())).path("decisionId");
    recorded(patient, accessId);
    problem(officer().body("{}").post(at(accessId)), 400, "review.incomplete");
    var clerk = Riverside.clerk().body(Map.of("verdict", "JUSTIFIED", "note", "n"));
    problem(clerk.post(at(accessId)), 403, "role.missing");

    review(accessId, "UNJUSTIFIED").then().statusCode(200).body("txid", notNullValue());

    assertThat(
            TestInstitution.of("summit")
                .events()
                .await("records", "erasure.owed", accessId, Duration.ofSeconds(60))
                .orElseThrow()
                .content()
                .toString())
        .isEqualTo("{\"accessIds\":[\"" + accessId + "\"]}");
    problem(review(accessId, "JUSTIFIED"), 409, "break-glass.reviewed");
    mine(patient)
        .then()
        .body("[0].verdict", equalTo("UNJUSTIFIED"))
        .body("[0].reviewedBy", equalTo("riverside"))
        .body("[0].receiptStatus", equalTo("MISSING"));
    patient
        .get("/me/notices")
        .then()
        .body("kind", contains("BREAK_GLASS_UNJUSTIFIED", "BREAK_GLASS"));
    var review = access(accessId).breakGlass().review();
    assertThat(review.verdict()).isEqualTo(LedgerEntry.Verdict.UNJUSTIFIED);
    officer().get("/break-glass").then().statusCode(200).body(of(accessId), notNullValue());
  }

  @Test
  void what_is_no_emergency_of_a_hospital_gets_nothing() {
    var patient = TestPatient.enrolled().published();
    var request = Summit.emergency(patient.mrn());
    problem(Summit.asks("harbor", request), 403, "role.missing");
    var wordless = Summit.emergency(patient.mrn());
    wordless.put("reason", "quick");
    problem(Summit.asks(wordless), 400, "break-glass.incomplete");
    problem(Summit.sends("summit", "not.sealed"), 400, "break-glass.incomplete");
    patient.get("/me/notices").then().body("", hasSize(0));
  }

  @Test
  void whoever_finds_nothing_does_not_learn_who_is_a_patient_here() {
    var patient = TestPatient.enrolled().published();
    var other = Summit.emergency(patient.mrn());
    other.put("classes", List.of("NutritionOrder"));
    var patientWithout = Summit.asks(other);
    var stranger = Summit.asks(Summit.emergency("M-nobody"));
    problem(patientWithout, 404, "record.none");
    assertThat(stranger.asString()).isEqualTo(patientWithout.asString());
    assertThat(Summit.asks(Summit.emergency(TestPatient.enrolled().mrn())).asString())
        .isEqualTo(stranger.asString());
  }

  @Test
  void the_same_request_again_is_the_same_release() {
    var patient = TestPatient.enrolled().published();
    var request = Summit.emergency(patient.mrn());
    String first = Summit.asks(request).path("decisionId");
    Summit.asks(request).then().statusCode(200).body("decisionId", equalTo(first));
    mine(patient).then().body("", hasSize(1));
  }

  @Test
  void only_the_classes_that_are_needed_leave() {
    var patient = TestPatient.enrolled().published();
    var request = Summit.emergency(patient.mrn());
    request.put("classes", List.of("Condition"));
    var sealed = Summit.asks(request).then().statusCode(200).extract().<String>path("sealed");
    assertThat(Summit.opens(sealed).leaves()).hasSize(2);
  }

  private void recorded(TestPatient patient, String accessId) {
    harbor.until(() -> "RECORDED".equals(mine(patient).path(of(accessId) + ".state")));
  }

  private static String of(String accessId) {
    return "find{it.accessId=='" + accessId + "'}";
  }

  private static Response mine(TestPatient patient) {
    return patient.get("/me/break-glass");
  }

  private static RequestSpecification officer() {
    return Riverside.as(TestTokens.staff("riverside", "petra", "privacy-officer"));
  }

  private static String at(String accessId) {
    return "/break-glass/" + accessId + "/review";
  }

  private static Response review(String accessId, String verdict) {
    return officer()
        .body(Map.of("verdict", verdict, "note", "Records of the ward were read"))
        .post(at(accessId));
  }

  private LedgerEntry.Access access(String accessId) {
    return ledger.get("access:get", accessId, LedgerEntry.Access.class).orElseThrow();
  }

  private static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
