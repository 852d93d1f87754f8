package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Billed.OFFICE_VISIT;
import static io.tallystick.insurer.flow.Billed.PROCEDURE;
import static io.tallystick.insurer.flow.Billed.claim;
import static io.tallystick.insurer.flow.Billed.line;
import static io.tallystick.insurer.flow.Desk.ADJUDICATOR;
import static io.tallystick.insurer.flow.Desk.MANAGER;
import static io.tallystick.insurer.flow.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Claim;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class ClaimCourseTest {

  @Inject Riverside riverside;
  @Inject Told told;
  @Inject LedgerQueries ledger;
  @Inject Transactions transactions;

  @Test
  void a_small_claim_settles_straight_through_and_its_answer_opens_the_ledgers_commitment() {
    var member = Desk.member();
    Desk.link(member, "sub-" + member);
    var claimId = riverside.submit(line(claim(member), OFFICE_VISIT, "100.00"));

    var answer = settled(claimId);
    var entry = entry(claimId);
    assertThat(entry.state()).isEqualTo(State.SETTLED);
    assertThat(entry.outcome()).isEqualTo(AdjudicationOutcome.PARTIALLY_PAID);
    assertThat(entry.reasonCodes()).containsExactly("3", "45");
    var commitment = new Commitment(entry.adjudicationCommitment());
    assertThat(commitment.opensWith(answer.salt(), answer.document())).isTrue();
    assertThat(new String(answer.document(), StandardCharsets.UTF_8))
        .contains("\"resourceType\":\"ClaimResponse\"")
        .doesNotContain("Doe");

    var token = TestTokens.patient("sub-" + member);
    as(token)
        .get("/me/claims")
        .then()
        .statusCode(200)
        .body("claimId", contains(claimId))
        .body("[0].state", equalTo("SETTLED"))
        .body("[0].paid.minor", equalTo(6_500))
        .body("[0].patientOwes.minor", equalTo(2_500));
    as(token)
        .get("/fhir/ExplanationOfBenefit?claim=" + claimId)
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("entry[0].resource.payment.amount.value", equalTo(65.0f))
        .body(
            "entry[0].resource.item[0].adjudication.category.coding.code.flatten()",
            contains("submitted", "eligible", "discount", "copay", "benefit", "memberliability"));
    as(TestTokens.patient("eve"))
        .get("/fhir/ExplanationOfBenefit?claim=" + claimId)
        .then()
        .body("total", equalTo(0));
    as(TestTokens.patient("eve")).get("/me/claims").then().body("$", hasSize(0));
    as(token).get("/claims/" + claimId).then().statusCode(403);
  }

  @Test
  void the_same_submission_delivered_again_changes_nothing() {
    var submitted = riverside.onLedger(line(claim(Desk.member()), OFFICE_VISIT, "80.00"));
    riverside.deliver(submitted);
    riverside.deliver(submitted);
    var claimId = submitted.content().claimId();
    settled(claimId);
    assertThat(told.of(claimId)).hasSize(1);
  }

  @Test
  void a_document_that_the_ledger_does_not_commit_to_is_never_taken_in() {
    var member = Desk.member();
    var submitted = riverside.onLedger(line(claim(member), OFFICE_VISIT, "80.00"));
    var content = submitted.content();
    var other = Billed.json(line(claim(member), OFFICE_VISIT, "9.00"));
    var forged =
        new ClaimSubmitted(
            content.claimId(), other, content.salt(), "riverside", content.receivedAt());
    assertThatThrownBy(() -> riverside.deliver(new Riverside.Submitted(submitted.opId(), forged)))
        .isInstanceOf(PoisonEvent.class);
  }

  @Test
  void who_is_not_a_member_gets_an_answer() {
    assertNotCovered(line(claim("H-nobody"), OFFICE_VISIT, "80.00"), "31");

    var named = line(claim(Desk.member()), OFFICE_VISIT, "80.00");
    Billed.bornOn("1990-01-02").accept(named);
    assertNotCovered(named, "31");

    Desk.enrol("H-lapsed", "harbor-choice-ppo", "1980-01-02", "2020-01-01", "2021-12-31")
        .statusCode(201);
    assertNotCovered(line(claim("H-lapsed"), OFFICE_VISIT, "80.00"), "27");
  }

  @Test
  void the_same_services_billed_again_are_a_duplicate() {
    var member = Desk.member();
    settled(riverside.submit(line(claim(member), OFFICE_VISIT, "100.00")));
    var again = riverside.submit(line(claim(member), OFFICE_VISIT, "100.00"));
    assertThat(settled(again).reasonCodes()).containsExactly("18");
    assertThat(entry(again).outcome()).isEqualTo(AdjudicationOutcome.DENIED);
  }

  @Test
  void a_large_procedure_is_paid_on_verified_evidence() {
    var member = Desk.member();
    var claimId = riverside.submit(large(member));
    var request = riverside.asked(claimId, 1);
    assertThat(request.purpose()).isEqualTo("HPAYMT");
    assertThat(request.encounters()).containsExactly("E-1");
    assertThat(request.classes()).containsExactly("Observation", "Procedure");
    assertThat(request.patient().family()).isEqualTo("Doe");

    riverside.release(request, UnaryOperator.identity(), "Procedure", "Condition");

    assertThat(settled(claimId).reasonCodes()).contains("1");
    as(MANAGER)
        .get("/accumulators/" + member)
        .then()
        .statusCode(200)
        .body("[0].deductible.minor", equalTo(100_000))
        .body("[0].reservedDeductible.minor", equalTo(0));
  }

  @Test
  void a_release_with_an_altered_resource_is_no_evidence_and_asked_for_again() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.release(riverside.asked(claimId, 1), ClaimCourseTest::altered, "Procedure");
    riverside.release(riverside.asked(claimId, 2), UnaryOperator.identity(), "Procedure");
    settled(claimId);
  }

  @Test
  void a_release_that_lacks_the_evidence_pends_the_claim() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Condition");
    assertThat(pended(claimId, 1).reason()).isEqualTo("EVIDENCE_INCOMPLETE");
    assertThat(entry(claimId).pendReason()).isEqualTo(PendReason.EVIDENCE_INCOMPLETE);
  }

  @Test
  void without_consent_the_claim_is_pended_and_the_answer_asks_again() {
    var claimId = riverside.submit(large(Desk.member()));
    var first = riverside.asked(claimId, 1);
    riverside.refuse(first, DenialReason.NO_CONSENT);
    var pended = pended(claimId, 1);
    assertThat(pended.reason()).isEqualTo("CONSENT_AWAITED");
    assertThat(entry(claimId).state()).isEqualTo(State.PENDED);
    assertThat(entry(claimId).deadline()).isEqualTo(pended.deadline());

    riverside.answer(claimId, 2);

    var second = riverside.asked(claimId, 2);
    assertThat(second.requestId()).isNotEqualTo(first.requestId());
    riverside.release(first, UnaryOperator.identity(), "Procedure");
    assertThat(entry(claimId).state()).isEqualTo(State.SUBMITTED);
    riverside.release(second, UnaryOperator.identity(), "Procedure");
    settled(claimId);
  }

  @Test
  void a_cancelled_claim_stops() {
    var claimId = riverside.submit(large(Desk.member()));
    var request = riverside.asked(claimId, 1);
    riverside.cancel(claimId, 1);
    riverside.release(request, UnaryOperator.identity(), "Procedure");
    as(ADJUDICATOR).get("/claims/" + claimId).then().body("stage", equalTo("CANCELLED"));
    assertThat(told.of(claimId)).hasSize(1);
  }

  @Test
  void an_adjudicator_decides_what_the_plan_leaves_to_people_and_only_one_does() {
    var costly = line(claim(Desk.member()), PROCEDURE, "36000.00");
    line(costly, OFFICE_VISIT, "100.00");
    var claimId = riverside.submit(costly);
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Procedure");
    awaitStage(claimId, "QUEUED");

    as(MANAGER).get("/queue").then().statusCode(403).body("code", equalTo("role.missing"));
    as(ADJUDICATOR).get("/queue").then().body("claimId", org.hamcrest.Matchers.hasItem(claimId));
    as(ADJUDICATOR)
        .get("/queue/" + claimId)
        .then()
        .statusCode(200)
        .body("lines.proposed", contains("allow", "allow"))
        .body("evidence.state", equalTo("RELEASED"))
        .body("evidence.withheld", equalTo(2))
        .body("evidence.resources.type", contains("Procedure"));
    decide(claimId, "{\"lines\":[{\"sequence\":9,\"decision\":\"deny\"}]}", 422);
    decide(claimId, "{\"lines\":[{\"sequence\":1,\"decision\":\"deny\",\"carc\":\"1\"}]}", 422);

    var ruling =
        "{\"lines\":[{\"sequence\":1,\"decision\":\"deny\",\"carc\":\"50\"}],\"note\":\"n\"}";
    var both =
        List.of(
            CompletableFuture.supplyAsync(() -> status(claimId, ruling)),
            CompletableFuture.supplyAsync(() -> status(claimId, ruling)));
    assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);

    assertThat(settled(claimId).reasonCodes()).containsExactly("3", "45", "50");
    assertThat(told.of(claimId).stream().filter(e -> e.type().equals("claim.settled"))).hasSize(1);
  }

  @Test
  void an_estimate_ends_adjudicated_and_takes_nothing() {
    var member = Desk.member();
    var estimate = line(claim(member), PROCEDURE, "500.00");
    estimate.setUse(Claim.Use.PREDETERMINATION);
    var claimId = riverside.submit(estimate);
    told.await(claimId, "claim.adjudicated", 1);
    assertThat(entry(claimId).state()).isEqualTo(State.ADJUDICATED);
    as(MANAGER).get("/accumulators/" + member).then().body("$", hasSize(0));
  }

  @Test
  void bad_enrolments_are_refused_by_name_and_write_nothing() {
    Desk.enrol("H-x", "no-such-plan", "1980-01-02", "2026-01-01", null)
        .statusCode(422)
        .body("code", equalTo("plan.unknown"));
    Desk.enrol("H/x", "harbor-choice-ppo", "1980-01-02", "2026-01-01", null)
        .statusCode(422)
        .body("code", equalTo("coverage.incomplete"));
    var member = Desk.member();
    Desk.enrol(member, "harbor-choice-ppo", "1999-01-02", "2026-01-01", null)
        .statusCode(409)
        .body("code", equalTo("member.mismatch"));
    var from = Billed.DAY.minusYears(1).toString();
    Desk.enrol(member, "harbor-choice-ppo", "1980-01-02", from, null).statusCode(200);
    as(TestTokens.patient("eve"))
        .contentType("application/fhir+json")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/fhir/Coverage")
        .then()
        .statusCode(403)
        .body("code", equalTo("role.missing"));
    as(MANAGER).get("/accumulators/H-x").then().statusCode(404);
  }

  @Test
  void names_and_birth_dates_are_nowhere_in_the_tables() {
    Desk.member();
    var rows =
        transactions.inTransaction(
            tx -> tx.createQuery("SELECT m::text FROM member m").mapTo(String.class).list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("Doe") || row.contains("1980"));
  }

  private static Claim large(String member) {
    return line(claim(member), PROCEDURE, "2000.00");
  }

  private static ReleasePackage altered(ReleasePackage genuine) {
    var leaf = genuine.leaves().getFirst();
    var document = "{\"resourceType\":\"Procedure\"}".getBytes(StandardCharsets.UTF_8);
    var changed =
        new ReleasePackage.Leaf(
            leaf.released(), leaf.salt(), document, leaf.path(), leaf.size(), leaf.root());
    return new ReleasePackage(
        genuine.decisionId(),
        genuine.custodian(),
        genuine.grantee(),
        genuine.purpose(),
        genuine.headId(),
        genuine.headVersion(),
        genuine.releaseSalt(),
        List.of(changed));
  }

  private void assertNotCovered(Claim claim, String carc) {
    var claimId = riverside.submit(claim);
    assertThat(settled(claimId).reasonCodes()).containsExactly(carc);
    assertThat(entry(claimId).outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
  }

  private ClaimAdjudicated settled(String claimId) {
    return (ClaimAdjudicated) told.await(claimId, "claim.settled", 1).content();
  }

  private ClaimPended pended(String claimId, int n) {
    return (ClaimPended) told.await(claimId, "claim.pended", n).content();
  }

  private LedgerEntry.Claim entry(String claimId) {
    return ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
  }

  private static void awaitStage(String claimId, String stage) {
    for (int i = 0; i < 400; i++) {
      var now = as(ADJUDICATOR).get("/claims/" + claimId).jsonPath().getString("stage");
      if (stage.equals(now)) return;
      Told.pause();
    }
    throw new AssertionError("never " + stage);
  }

  private static void decide(String claimId, String ruling, int status) {
    assertThat(status(claimId, ruling)).isEqualTo(status);
  }

  private static int status(String claimId, String ruling) {
    return as(ADJUDICATOR)
        .contentType("application/json")
        .body(ruling)
        .post("/queue/" + claimId + "/decide")
        .statusCode();
  }
}
