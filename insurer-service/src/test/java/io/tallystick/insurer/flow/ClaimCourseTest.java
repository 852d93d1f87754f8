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
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  @Inject Course course;
  @Inject Told told;

  @Test
  void a_small_claim_settles_straight_through_and_its_answer_opens_the_ledgers_commitment()
      throws IOException {
    var member = Desk.member();
    Desk.link(member, "sub-" + member);
    var claimId = riverside.submit(line(claim(member), OFFICE_VISIT, "100.00"));

    var answer = course.settled(claimId);
    var entry = course.entry(claimId);
    assertThat(entry.state()).isEqualTo(State.SETTLED);
    assertThat(entry.outcome()).isEqualTo(AdjudicationOutcome.PARTIALLY_PAID);
    assertThat(entry.reasonCodes()).containsExactly("3", "45");
    var commitment = new Commitment(entry.adjudicationCommitment());
    assertThat(commitment.opensWith(answer.salt(), answer.document())).isTrue();
    assertThat(new String(answer.document(), StandardCharsets.UTF_8))
        .contains("\"resourceType\":\"ClaimResponse\"")
        .doesNotContain("Doe");

    var proof = CanonicalJson.read(answer.proof(), AdjudicationProof.class);
    assertThat(
            new Commitment(entry.proofCommitment()).opensWith(answer.proofSalt(), answer.proof()))
        .isTrue();
    assertThat(proof.claim()).isEqualTo(entry.commitment());
    assertThat(proof.result()).isEqualTo(entry.adjudicationCommitment());
    assertThat(proof.planDigest()).isEqualTo(digestOfPlan(proof));

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

  /** Of the file that says so, whatever its name. */
  private static String digestOfPlan(AdjudicationProof proof) throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/plans"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        var bytes = Files.readAllBytes(file);
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.contains("plan: " + proof.plan() + "\nversion: \"" + proof.planVersion() + "\"")) {
          return Digests.sha256(bytes);
        }
      }
    }
    throw new AssertionError("no document of " + proof);
  }

  @Test
  void the_same_submission_delivered_again_changes_nothing() {
    var submitted = riverside.onLedger(line(claim(Desk.member()), OFFICE_VISIT, "80.00"));
    riverside.deliver(submitted);
    riverside.deliver(submitted);
    var claimId = submitted.content().claimId();
    course.settled(claimId);
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
  void a_document_that_says_otherwise_than_the_ledger_entry_is_never_taken_in() {
    var otherPayer = line(claim(Desk.member()), OFFICE_VISIT, "80.00");
    otherPayer.getInsurer().getIdentifier().setValue("meridian");
    setAside(riverside.onLedger(otherPayer));
    var otherProvider = line(claim(Desk.member()), OFFICE_VISIT, "80.00");
    otherProvider.getProvider().getIdentifier().setValue("summit");
    setAside(riverside.onLedger(otherProvider));
    var estimate = line(claim(Desk.member()), OFFICE_VISIT, "80.00");
    estimate.setUse(Claim.Use.PREDETERMINATION);
    setAside(riverside.onLedgerAs("claim", estimate));
  }

  private void setAside(Riverside.Submitted submitted) {
    assertThatThrownBy(() -> riverside.deliver(submitted))
        .isInstanceOf(PoisonEvent.class)
        .hasMessageContaining("claim.differs-from-ledger");
    as(ADJUDICATOR).get("/claims/" + submitted.content().claimId()).then().statusCode(404);
  }

  @Test
  void a_cancelled_claim_stops() {
    var claimId = riverside.submit(large(Desk.member()));
    var request = riverside.asked(claimId, 1);
    riverside.cancel(claimId, 1);
    assertThatThrownBy(() -> riverside.release(request, UnaryOperator.identity(), "Procedure"))
        .hasMessageContaining("STEP_NOT_ALLOWED_IN_STATE");
    as(ADJUDICATOR).get("/claims/" + claimId).then().body("stage", equalTo("CANCELLED"));
    assertThat(told.of(claimId)).hasSize(1);
  }

  @Test
  void a_cancellation_that_the_ledger_does_not_have_frees_nothing() {
    var claimId = riverside.submit(large(Desk.member()));
    riverside.asked(claimId, 1);
    assertThatThrownBy(() -> riverside.pretendCancelled(claimId)).isInstanceOf(PoisonEvent.class);
    as(ADJUDICATOR).get("/claims/" + claimId).then().body("stage", equalTo("EVIDENCE_ASKED"));
  }

  @Test
  void an_estimate_ends_adjudicated_and_takes_nothing() {
    var member = Desk.member();
    var estimate = line(claim(member), PROCEDURE, "500.00");
    estimate.setUse(Claim.Use.PREDETERMINATION);
    var claimId = riverside.submit(estimate);
    told.await(claimId, "claim.adjudicated", 1);
    assertThat(course.entry(claimId).state()).isEqualTo(State.ADJUDICATED);
    as(MANAGER).get("/accumulators/" + member).then().body("$", hasSize(0));
  }

  @Test
  void the_same_services_billed_again_are_a_duplicate() {
    var member = Desk.member();
    course.settled(riverside.submit(line(claim(member), OFFICE_VISIT, "100.00")));
    var again = riverside.submit(line(claim(member), OFFICE_VISIT, "100.00"));
    assertThat(course.settled(again).reasonCodes()).containsExactly("18");
    assertThat(course.entry(again).outcome()).isEqualTo(AdjudicationOutcome.DENIED);
  }

  private static Claim large(String member) {
    return line(claim(member), PROCEDURE, "2000.00");
  }
}
