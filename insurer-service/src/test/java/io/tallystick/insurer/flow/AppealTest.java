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
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.appeals.app.Appeals;
import io.tallystick.insurer.appeals.domain.Appeal;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.events.content.ClaimReversed;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.ToldStep;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.claim.SettlementDifference;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What may follow a decision: an appeal to either level, a reversal, the payment. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "harbor"),
      @ResourceArg(name = "service", value = "insurer-service"),
      @ResourceArg(name = "parts", value = "postgres,ledger")
    })
class AppealTest {

  private static final Ids IDS = Ids.secure();

  @Inject Riverside riverside;
  @Inject Course course;
  @Inject Told told;
  @Inject Deliver deliver;
  @Inject Transactions transactions;
  @Inject Appeals appeals;
  @Inject CaseFiles cases;

  @Test
  void a_granted_appeal_is_settled_by_the_difference_and_counts_as_if_it_had_been_allowed() {
    var member = Desk.member();
    var claimId = deniedInPart(member);
    var paidBefore = paid(claimId);
    var metBefore = met(member);
    riverside.appeal(claimId, course.entry(claimId).version(), "harbor");

    as(ADJUDICATOR).get("/appeals").then().body("claimId", hasItem(claimId));
    as(ADJUDICATOR)
        .get("/appeals/" + claimId)
        .then()
        .body("appeal.text", equalTo("the procedure was urgent"))
        .body("lines.denied", contains(true, false));
    as(MANAGER).get("/appeals").then().statusCode(403);
    decide(claimId, "{\"grant\":[7]}", 422).body("code", equalTo("appeal.line-unknown"));
    decide(claimId, "{}", 400).body("code", equalTo("appeal.incomplete"));
    decide(claimId, "{\"grant\":[1],\"note\":\"urgent indeed\"}", 200);

    var decided = (ClaimAdjudicated) told.await(claimId, "claim.decided", 1).content();
    assertThat(new String(decided.document(), StandardCharsets.UTF_8)).contains("urgent indeed");
    var settled = (ClaimAdjudicated) told.await(claimId, "claim.settled", 2).content();
    var entry = course.entry(claimId);
    assertThat(entry.state()).isEqualTo(State.SETTLED);
    assertThat(entry.settlement().number()).isEqualTo(2);
    assertThat(entry.reasonCodes()).doesNotContain("50");
    assertThat(
            new Commitment(entry.settlement().differenceCommitment())
                .opensWith(settled.differenceSalt(), settled.difference()))
        .isTrue();
    var difference = CanonicalJson.read(settled.difference(), SettlementDifference.class);
    assertThat(difference.before().minor()).isEqualTo(paidBefore);
    assertThat(difference.after().minor()).isEqualTo(paid(claimId)).isGreaterThan(paidBefore);
    assertThat(
            new Commitment(entry.proofCommitment()).opensWith(settled.proofSalt(), settled.proof()))
        .isTrue();
    // The same claim, allowed at once, by another member.
    var other = Desk.member();
    allowed(other);
    assertThat(met(member)).isEqualTo(met(other)).isNotEqualTo(metBefore);
    decide(claimId, "{\"grant\":[]}", 409).body("code", equalTo("appeal.decided"));
  }

  @Test
  void the_words_of_an_appeal_cannot_pass_for_the_lines_of_the_claim() {
    var claimId = deniedInPart(Desk.member());
    var words = "{\"text\":\"urgent\"},\"lines\":[]}";
    riverside.appeal(claimId, course.entry(claimId).version(), "harbor", words);
    as(ADJUDICATOR)
        .get("/appeals/" + claimId)
        .then()
        .body("appeal", equalTo(words))
        .body("lines.denied", contains(true, false));
  }

  @Test
  void the_authority_overrules_and_the_payer_settles_by_it() {
    var member = Desk.member();
    var claimId = deniedInPart(member);
    riverside.appeal(claimId, course.entry(claimId).version(), "harbor");
    decide(claimId, "{\"grant\":[]}", 200);
    var upheld = (ClaimAdjudicated) told.await(claimId, "claim.settled", 2).content();
    var met = met(member);
    riverside.appeal(claimId, course.entry(claimId).version(), "authority");

    var document =
        new String(upheld.document(), StandardCharsets.UTF_8)
            .replaceFirst("\"disposition\":\"[^\"]*\"", "\"disposition\":\"overruled\"")
            .getBytes(StandardCharsets.UTF_8);
    var salt = IDS.salt();
    var operation =
        new DecideAppeal(
            IDS.next(),
            claimId,
            course.entry(claimId).version(),
            Commitment.to(salt, document).hex(),
            AdjudicationOutcome.PARTIALLY_PAID,
            List.of("3", "45"),
            null);
    TestInstitution.of("authority")
        .submit(operation, new Opening.Document(salt, document, null), "authority", "riverside");
    var said =
        new ClaimAdjudicated(claimId, document, salt, "PARTIALLY_PAID", List.of("3", "45"), false);
    assertThatThrownBy(
            () -> deliver.event("claim.decided", "riverside", claimId, operation.opId(), said))
        .isInstanceOf(PoisonEvent.class);
    deliver.event("claim.decided", "authority", claimId, operation.opId(), said);

    var settled = (ClaimAdjudicated) told.await(claimId, "claim.settled", 3).content();
    assertThat(settled.document()).isEqualTo(document);
    assertThat(course.entry(claimId).settlement().number()).isEqualTo(3);
    assertThat(met(member)).isEqualTo(met);
    deliver.event("claim.decided", "authority", claimId, operation.opId(), said);
  }

  @Test
  void what_the_authority_took_over_and_decided_leaves_this_payers_desk() {
    var claimId = deniedInPart(Desk.member());
    riverside.appeal(claimId, course.entry(claimId).version(), "harbor");
    course.awaitStage(claimId, "APPEALED");
    as(ADJUDICATOR).get("/appeals").then().body("claimId", hasItem(claimId));
    var entry = course.entry(claimId);
    var answer = course.settled(claimId).document();
    var salt = IDS.salt();
    var said = new ClaimAdjudicated(claimId, answer, salt, "PARTIALLY_PAID", List.of("45"), false);

    assertThatThrownBy(
            () ->
                transactions.useTransaction(
                    tx -> {
                      ToldStep.lapse(tx.getConnection(), claimId, entry.appeal());
                      var decision =
                          Map.of(
                              "state",
                              "ADJUDICATED",
                              "outcome",
                              "PARTIALLY_PAID",
                              "adjudicationCommitment",
                              Commitment.to(salt, answer).hex());
                      var decided =
                          ToldStep.byAuthority(
                              tx.getConnection(), claimId, "claim:decide", decision);
                      deliver.event("claim.decided", "authority", claimId, decided, said);
                      assertThat(appeals.waiting(tx))
                          .extracting(Appeal::claimId)
                          .doesNotContain(claimId);
                      assertThat(cases.find(tx, claimId).orElseThrow().opId()).contains(decided);
                      throw new ToldStep.Undone();
                    }))
        .isInstanceOf(ToldStep.Undone.class);
  }

  @Test
  void a_reversed_claim_counts_no_more_and_its_bill_is_free() {
    var member = Desk.member();
    var none = met(member);
    var claimId = riverside.submit(line(claim(member), OFFICE_VISIT, "100.00"));
    course.settled(claimId);
    course.awaitStage(claimId, "DECIDED");
    assertThat(met(member)).isNotEqualTo(none);
    riverside.requestVoid(claimId, course.entry(claimId).version());
    awaitVoidRequest(claimId);

    post("/claims/" + claimId + "/reverse", "{}", 400)
        .body("code", equalTo("reversal.reason-missing"));
    post("/claims/" + claimId + "/reverse", "{\"reason\":\"billed in error\"}", 200);
    var reversed = (ClaimReversed) told.await(claimId, "claim.reversed", 1).content();
    var entry = course.entry(claimId);
    assertThat(entry.state()).isEqualTo(State.REVERSED);
    assertThat(
            new Commitment(entry.reversalCommitment())
                .opensWith(reversed.salt(), reversed.document()))
        .isTrue();
    assertThat(met(member)).allSatisfy(amount -> assertThat(amount).isZero());
    post("/claims/" + claimId + "/reverse", "{\"reason\":\"again\"}", 409)
        .body("code", equalTo("claim.not-decided"));
    post("/claims/nobody/reverse", "{\"reason\":\"again\"}", 404);
  }

  @Test
  void a_payment_is_issued_once() {
    var claimId = riverside.submit(line(claim(Desk.member()), OFFICE_VISIT, "100.00"));
    course.settled(claimId);
    course.awaitStage(claimId, "DECIDED");
    as(MANAGER).post("/claims/" + claimId + "/payment-issued").then().statusCode(200);
    assertThat(course.entry(claimId).settlement().payment()).isEqualTo(PaymentStatus.ISSUED);
    as(MANAGER).post("/claims/" + claimId + "/payment-issued").then().statusCode(409);
  }

  /** Its first line denied by an adjudicator for want of necessity, and settled. */
  private String deniedInPart(String member) {
    return reviewed(member, "{\"lines\":[{\"sequence\":1,\"decision\":\"deny\",\"carc\":\"50\"}]}");
  }

  private void allowed(String member) {
    reviewed(member, "{\"lines\":[]}");
  }

  private String reviewed(String member, String ruling) {
    var costly = line(claim(member), PROCEDURE, "36000.00");
    line(costly, OFFICE_VISIT, "100.00");
    var claimId = riverside.submit(costly);
    riverside.release(riverside.asked(claimId, 1), UnaryOperator.identity(), "Procedure");
    course.awaitStage(claimId, "QUEUED");
    post("/queue/" + claimId + "/decide", ruling, 200);
    course.settled(claimId);
    course.awaitStage(claimId, "DECIDED");
    return claimId;
  }

  private void awaitVoidRequest(String claimId) {
    for (int i = 0; i < 2_400; i++) {
      List<String> asked = as(ADJUDICATOR).get("/void-requests").jsonPath().getList("claimId");
      if (asked.contains(claimId)) return;
      Told.pause();
    }
    throw new AssertionError("nobody learnt of the request");
  }

  private static long paid(String claimId) {
    return as(ADJUDICATOR).get("/claims/" + claimId).jsonPath().getLong("paid.minor");
  }

  /** Deductible and out-of-pocket of each plan year, in minor units. */
  private static List<Integer> met(String member) {
    var path = as(MANAGER).get("/accumulators/" + member).jsonPath();
    List<Integer> met = new ArrayList<>(path.<Integer>getList("deductible.minor"));
    met.addAll(path.getList("outOfPocket.minor"));
    return met;
  }

  private static ValidatableResponse decide(String claimId, String ruling, int status) {
    return post("/appeals/" + claimId + "/decide", ruling, status);
  }

  private static ValidatableResponse post(String path, String body, int status) {
    return as(ADJUDICATOR)
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(status);
  }
}
