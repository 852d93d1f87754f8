package io.tallystick.chaincode.rules;

import static io.tallystick.vocabulary.ledger.RefusalCode.COMMITMENT_DOES_NOT_OPEN;
import static io.tallystick.vocabulary.ledger.RefusalCode.NOT_FOUND;
import static io.tallystick.vocabulary.ledger.RefusalCode.OPENING_MISSING;
import static io.tallystick.vocabulary.ledger.RefusalCode.PROOF_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an adjudication rests on is committed to, and is of this claim. */
class ProofRulesTest {

  private static final byte[] RESULT = "a claim response".getBytes();

  private final World world = new World();
  private final Desk desk = new Desk(world);
  private final byte[] salt = world.salt();
  private final byte[] proofSalt = world.salt();

  @Test
  void a_proof_of_this_claims_inputs_and_result_is_kept() {
    var claim = desk.submitted();
    assertThat(adjudicate(proof(claim), UnaryOperator.identity())).isEmpty();
    assertThat(desk.claim(claim).proofCommitment()).isNotNull();
  }

  @Test
  void a_proof_of_another_claim_input_result_or_access_is_refused() {
    var claim = desk.submitted();
    var good = proof(claim);
    var hash = "ab".repeat(32);
    var wrong =
        List.of(
            with(good, world.id(), good.claim(), good.answer(), List.of(), good.result()),
            with(good, claim, hash, good.answer(), List.of(), good.result()),
            with(good, claim, good.claim(), hash, List.of(), good.result()),
            with(good, claim, good.claim(), null, List.of(), hash));
    for (var proof : wrong) {
      assertThat(adjudicate(proof, UnaryOperator.identity())).contains(PROOF_MISMATCH);
    }
    var released = with(good, claim, good.claim(), null, List.of(world.id()), good.result());
    assertThat(adjudicate(released, UnaryOperator.identity())).contains(NOT_FOUND);
  }

  @Test
  void a_proof_that_does_not_open_or_is_missing_is_refused() {
    var proof = proof(desk.submitted());
    var salted = world.salt();
    assertThat(
            adjudicate(proof, o -> new Opening.Adjudication(o.salt(), RESULT, salted, o.proof())))
        .contains(COMMITMENT_DOES_NOT_OPEN);
    assertThat(adjudicate(proof, o -> new Opening.Adjudication(o.salt(), RESULT, proofSalt, null)))
        .contains(COMMITMENT_DOES_NOT_OPEN);
    assertThat(adjudicate(proof, o -> null)).contains(OPENING_MISSING);
  }

  private AdjudicationProof proof(String claimId) {
    return new AdjudicationProof(
        claimId,
        "harbor-choice-ppo",
        "3",
        "cd".repeat(32),
        desk.claim(claimId).commitment(),
        null,
        List.of(),
        Commitment.to(salt, RESULT).hex());
  }

  private static AdjudicationProof with(
      AdjudicationProof p,
      String claimId,
      String claim,
      String answer,
      List<String> accesses,
      String result) {
    return new AdjudicationProof(
        claimId, p.plan(), p.planVersion(), p.planDigest(), claim, answer, accesses, result);
  }

  private Optional<RefusalCode> adjudicate(
      AdjudicationProof proof, UnaryOperator<Opening.Adjudication> spoil) {
    var claimId =
        world.state.containsKey("claim~" + proof.claimId()) ? proof.claimId() : anyClaim();
    var op =
        new AdjudicateClaim(
            world.id(),
            claimId,
            1,
            true,
            Commitment.to(salt, RESULT).hex(),
            AdjudicationOutcome.PAID,
            List.of("45"),
            Commitment.to(proofSalt, CanonicalJson.bytes(proof)).hex());
    var opening = spoil.apply(new Opening.Adjudication(salt, RESULT, proofSalt, proof));
    return world.as("harbor", opening, s -> ClaimRules.adjudicate(op, s));
  }

  private String anyClaim() {
    return world.state.keySet().stream()
        .filter(key -> key.startsWith("claim~"))
        .findFirst()
        .orElseThrow()
        .substring("claim~".length());
  }
}
