package io.tallystick.claims.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tallystick.claims.ClaimJson;
import io.tallystick.claims.Deliver;
import io.tallystick.claims.HospitalGatewayStub;
import io.tallystick.claims.Payer;
import io.tallystick.claims.Rows;
import io.tallystick.claims.Tail;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.events.content.ConsentChanged;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.kit.testing.ToldStep;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "claim-service")
    })
@QuarkusTestResource(HospitalGatewayStub.class)
class ClaimCourseTest {

  private static final String CLERK = TestTokens.staff("riverside", "rita", "billing-clerk");
  private static final String PAT = TestTokens.patient("pat");
  private static final String STRANGER = TestTokens.patient("eve");

  @Inject Deliver deliver;
  @Inject LedgerQueries ledger;
  @Inject Rows rows;
  @Inject Transactions transactions;
  @Inject Tail tail;

  @TestHTTPResource("/me/claims/stream")
  URI stream;

  @Test
  void a_settled_claim_shows_every_step_line_and_amount() {
    var claimId = submit();
    var settled = Payer.settle(claimId, 1);
    deliver.event("claim.settled", "harbor", claimId, settled.opId(), settled.content());

    as(CLERK)
        .get("/claims/" + claimId + "/timeline")
        .then()
        .statusCode(200)
        .body("state", equalTo("SETTLED"))
        .body("version", equalTo(2))
        .body("outcome", equalTo("PARTIALLY_PAID"))
        .body("total.minor", equalTo(10_000))
        .body("paid.minor", equalTo(7_000))
        .body("patientOwes.minor", equalTo(1_000))
        .body("reasonCodes", contains("2", "252"))
        .body("steps.step", contains("SUBMIT", "ADJUDICATE_AND_SETTLE"))
        .body("steps.txid", everyItem(matchesPattern("[0-9a-f]{64}")))
        .body("steps.millisSinceSubmit", everyItem(greaterThanOrEqualTo(0)))
        .body("lines.decision", contains("ALLOWED", "DENIED"))
        .body("lines[1].reasonCodes", contains("252"))
        .body("lines[0].service", equalTo("Office visit"));
    var response = as(CLERK).get("/fhir/ClaimResponse/" + claimId).then().extract();
    assertThat(response.asByteArray()).isEqualTo(settled.content().document());
  }

  @Test
  void an_answer_that_the_ledger_does_not_commit_to_is_never_shown() {
    var claimId = submit();
    var settled = Payer.settle(claimId, 1);
    var said = settled.content();
    var other = new String(said.document(), StandardCharsets.UTF_8);
    var forged =
        new ClaimAdjudicated(
            claimId,
            other.replace("70.00", "80.00").getBytes(StandardCharsets.UTF_8),
            said.salt(),
            said.outcome(),
            said.reasonCodes(),
            true);

    assertThatThrownBy(
            () -> deliver.event("claim.settled", "harbor", claimId, settled.opId(), forged))
        .isInstanceOf(PoisonEvent.class);
    assertThatThrownBy(
            () -> deliver.event("claim.settled", "meridian", claimId, settled.opId(), said))
        .isInstanceOf(PoisonEvent.class);
    as(CLERK)
        .get("/fhir/ClaimResponse/" + claimId)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("queued"));
  }

  @Test
  void what_a_decision_rests_on_is_shown_as_committed_and_can_not_be_held_back() {
    var claimId = submit();
    var entry = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    as(CLERK)
        .get("/claims/" + claimId + "/proof")
        .then()
        .statusCode(404)
        .body("code", equalTo("claim.no-proof"));
    var settled = Payer.settleProven(entry);
    var said = settled.content();
    var without =
        new ClaimAdjudicated(
            claimId, said.document(), said.salt(), said.outcome(), said.reasonCodes(), true);
    assertThatThrownBy(
            () -> deliver.event("claim.settled", "harbor", claimId, settled.opId(), without))
        .isInstanceOf(PoisonEvent.class);
    deliver.event("claim.settled", "harbor", claimId, settled.opId(), said);

    var shown = as(CLERK).get("/claims/" + claimId + "/proof").then().statusCode(200).extract();
    assertThat(shown.<String>path("proof.claim")).isEqualTo(entry.commitment());
    var decided = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(shown.<String>path("commitment")).isEqualTo(decided.proofCommitment());
    assertThat(shown.asString()).contains(new String(said.proof(), StandardCharsets.UTF_8));
    as(TestTokens.patient("eve")).get("/claims/" + claimId + "/proof").then().statusCode(404);
  }

  @Test
  void a_decision_is_appealed_to_the_payer_then_to_the_authority_and_no_further() {
    var claimId = submit();
    as(CLERK)
        .contentType("application/json")
        .body("{\"text\":\"too early\"}")
        .post("/claims/" + claimId + "/appeal")
        .then()
        .statusCode(409)
        .body("code", equalTo("step.not-allowed-in-state"));
    var settled = Payer.settle(claimId, 1);
    deliver.event("claim.settled", "harbor", claimId, settled.opId(), settled.content());

    appeal(claimId, 200);
    var first = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(first.state()).isEqualTo(State.APPEALED);
    assertThat(first.appeal().level()).isEqualTo(1);
    var upheld = Payer.uphold(claimId, first.version(), settled.content());
    deliver.event("claim.decided", "harbor", claimId, upheld.opId(), upheld.content());
    awaitState(claimId, "ADJUDICATED", (int) first.version() + 1);

    appeal(claimId, 200);
    var second = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(second.appeal().level()).isEqualTo(2);
    as(TestTokens.patient("eve"))
        .contentType("application/json")
        .body("{}")
        .post("/claims/" + claimId + "/appeal")
        .then()
        .statusCode(404);
  }

  @Test
  void an_appeal_that_the_authority_takes_over_is_handed_to_it_with_the_file() {
    var claimId = submit();
    var settled = Payer.settle(claimId, 1);
    deliver.event("claim.settled", "harbor", claimId, settled.opId(), settled.content());
    appeal(claimId, 200);
    var entry = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    awaitState(claimId, "APPEALED", (int) entry.version());

    assertThatThrownBy(
            () ->
                transactions.useTransaction(
                    tx -> {
                      var lapse = ToldStep.lapse(tx.getConnection(), claimId, entry.appeal());
                      tail.applied(tx, claimId, deliver.fact(lapse));
                      assertThat(rows.sent(claimId, "authority")).containsExactly("claim.appealed");
                      throw new ToldStep.Undone();
                    }))
        .isInstanceOf(ToldStep.Undone.class);
  }

  private static void appeal(String claimId, int status) {
    as(CLERK)
        .contentType("application/json")
        .body("{\"text\":\"it was urgent\"}")
        .post("/claims/" + claimId + "/appeal")
        .then()
        .statusCode(status);
  }

  @Test
  void a_payment_is_confirmed_only_once_it_is_issued() {
    var claimId = submit();
    var settled = Payer.settle(claimId, 1);
    deliver.event("claim.settled", "harbor", claimId, settled.opId(), settled.content());
    as(CLERK)
        .post("/claims/" + claimId + "/payment-received")
        .then()
        .statusCode(409)
        .body("code", equalTo("step.not-allowed-in-state"));
    as(CLERK).post("/claims/" + claimId + "/request-void").then().statusCode(200);
    var asked = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(asked.voidAskedAt()).isNotNull();
  }

  @Test
  void a_consent_answers_the_claims_that_await_it() {
    var claimId = submit();
    var pended = pend(claimId, 1, PendReason.CONSENT_AWAITED);
    as(CLERK)
        .get("/claims/" + claimId + "/timeline")
        .then()
        .body("state", equalTo("PENDED"))
        .body("pendReason", equalTo("CONSENT_AWAITED"))
        .body("steps[1].note", equalTo("CONSENT_AWAITED: the patient was asked"));
    assertThat(pended).isNotNull();
    assertThat(rows.inClear("step_note", claimId)).isTrue();
    assertThat(rows.inClear("step_note", "the patient was asked")).isFalse();

    consent("meridian", false);
    consent("harbor", true);
    consent("harbor", false);

    awaitState(claimId, "SUBMITTED", 3);
    var entry = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(entry.state()).isEqualTo(ClaimLifecycle.State.SUBMITTED);
    assertThat(entry.answerCommitment()).isNotNull();
  }

  @Test
  void a_consent_that_overtakes_the_pend_answers_it_too_but_only_once() {
    var claimId = submit();
    consent("harbor", false);
    pend(claimId, 1, PendReason.CONSENT_AWAITED);
    awaitState(claimId, "SUBMITTED", 3);

    pend(claimId, 3, PendReason.CONSENT_AWAITED);
    awaitState(claimId, "PENDED", 4);
    assertThat(ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow().version())
        .isEqualTo(4);
  }

  @Test
  void a_clerk_answers_a_pended_claim_and_cancels_it() {
    var claimId = submit();
    step(claimId, "answer", "{\"text\":\"see attached\"}")
        .statusCode(409)
        .body("code", equalTo("step.not-allowed-in-state"));
    pend(claimId, 1, PendReason.EVIDENCE_INCOMPLETE);
    step(claimId, "answer", "{\"text\":").statusCode(400).body("code", equalTo("json.malformed"));
    step(claimId, "answer", "{\"text\":\"see attached\"}")
        .statusCode(200)
        .body("version", equalTo(3));
    awaitState(claimId, "SUBMITTED", 3);

    step(claimId, "answer", "{\"text\":\"" + "x".repeat(1 << 20) + "\"}")
        .statusCode(413)
        .body("code", equalTo("answer.too-large"));
    step(claimId, "cancel", "{\"reason\":\"" + "x".repeat(4_001) + "\"}")
        .statusCode(400)
        .body("code", equalTo("note.too-long"));
    step(claimId, "cancel", "{\"reason\":\"wrong patient\"}").statusCode(200);

    awaitState(claimId, "CANCELLED", 4);
    assertThat(rows.inClear("claim_request", claimId)).isTrue();
    assertThat(rows.inClear("claim_request", "wrong patient")).isFalse();
    step(claimId, "cancel", "{}")
        .statusCode(409)
        .body("code", equalTo("step.not-allowed-in-state"));
    step("0".repeat(32), "cancel", "{}").statusCode(404).body("code", equalTo("claim.not-found"));
  }

  @Test
  void a_patient_sees_their_own_claims_and_nobody_elses() {
    var claimId = submit();

    as(PAT)
        .get("/me/claims")
        .then()
        .statusCode(200)
        .body("find { it.claimId == '" + claimId + "' }.total.minor", equalTo(10_000));
    as(PAT).get("/claims/" + claimId + "/timeline").then().statusCode(200);
    as(PAT)
        .get("/me/claims?patient=somebody-else")
        .then()
        .statusCode(404)
        .body("code", equalTo("patient.not-found"));
    as(STRANGER).get("/me/claims").then().statusCode(200).body("size()", equalTo(0));
    as(STRANGER)
        .get("/claims/" + claimId + "/timeline")
        .then()
        .statusCode(404)
        .body("code", equalTo("claim.not-found"));
    as(PAT).get("/fhir/Claim/" + claimId).then().statusCode(200);
    as(STRANGER)
        .get("/fhir/Claim/" + claimId)
        .then()
        .statusCode(404)
        .body("code", equalTo("claim.not-found"));
    as(PAT).get("/claims").then().statusCode(403).body("code", equalTo("role.missing"));
  }

  @Test
  void a_patients_stream_tells_of_a_change() throws Exception {
    var request =
        HttpRequest.newBuilder(stream)
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + PAT)
            .build();
    var heard = new CompletableFuture<String>();
    try (var client = HttpClient.newHttpClient()) {
      var lines = client.sendAsync(request, BodyHandlers.ofLines()).get(60, TimeUnit.SECONDS);
      assertThat(lines.statusCode()).isEqualTo(200);
      var claimId = submit();
      Thread.ofVirtual()
          .start(
              () ->
                  lines
                      .body()
                      .filter(line -> line.startsWith("data:") && line.contains(claimId))
                      .findFirst()
                      .ifPresent(heard::complete));
      assertThat(heard.get(60, TimeUnit.SECONDS)).contains("\"state\":");
      client.shutdownNow();
    }
  }

  @Test
  void a_person_has_so_many_streams_and_a_closed_one_makes_room() throws Exception {
    var token = TestTokens.patient("many-tabs");
    var client = HttpClient.newHttpClient();
    for (int i = 0; i < 8; i++) assertThat(listen(client, token)).isEqualTo(200);
    as(token).get(stream).then().statusCode(429).body("code", equalTo("stream.too-many"));
    try (var other = HttpClient.newHttpClient()) {
      assertThat(listen(other, STRANGER)).isEqualTo(200);
      other.shutdownNow();
    }
    client.shutdownNow();
    try (var again = HttpClient.newHttpClient()) {
      int status = 429;
      for (int i = 0; i < 2_400 && status == 429; i++) {
        status = listen(again, token);
        pause();
      }
      assertThat(status).isEqualTo(200);
      again.shutdownNow();
    }
  }

  private int listen(HttpClient client, String token) throws Exception {
    var request = HttpRequest.newBuilder(stream).header("Authorization", "Bearer " + token).build();
    return client.sendAsync(request, BodyHandlers.ofLines()).get(60, TimeUnit.SECONDS).statusCode();
  }

  private String submit() {
    var location =
        as(CLERK)
            .contentType("application/fhir+json")
            .body(ClaimJson.json(ClaimJson.claim("C-" + UUID.randomUUID())))
            .post("/fhir/Claim")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    var claimId = location.replaceFirst(".*/", "");
    awaitState(claimId, "SUBMITTED", 1);
    return claimId;
  }

  private String pend(String claimId, long version, PendReason reason) {
    var opId = Payer.pend(claimId, version, reason);
    var pended = new ClaimPended(claimId, reason.name(), Instant.now(), "the patient was asked");
    deliver.event("claim.pended", "harbor", claimId, opId, pended);
    return opId;
  }

  private void consent(String grantee, boolean revoked) {
    var head = UUID.randomUUID().toString();
    deliver.event(
        "consent.changed",
        "riverside",
        head,
        null,
        new ConsentChanged(head, 1, "riverside", grantee, revoked, HospitalGatewayStub.PATIENT_ID));
  }

  private static ValidatableResponse step(String claimId, String step, String json) {
    return as(CLERK)
        .contentType("application/json")
        .body(json)
        .post("/claims/" + claimId + "/" + step)
        .then();
  }

  /** The desk's projection follows the ledger within seconds. */
  private static void awaitState(String claimId, String state, int version) {
    String seen = "";
    for (int i = 0; i < 2_400 && !seen.equals(state + version); i++) {
      var timeline = as(CLERK).get("/claims/" + claimId + "/timeline").then().extract();
      seen = timeline.path("state").toString() + timeline.path("version");
      if (!seen.equals(state + version)) pause();
    }
    assertThat(seen).isEqualTo(state + version);
  }

  private static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }
}
