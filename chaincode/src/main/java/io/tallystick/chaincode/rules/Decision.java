package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An adjudication as it reaches the ledger, by the payer or on appeal. */
record Decision(
    String commitment,
    AdjudicationOutcome outcome,
    List<String> reasonCodes,
    String proofCommitment) {

  static Decision of(AdjudicateClaim op) {
    return new Decision(op.commitment(), op.outcome(), op.reasonCodes(), op.proofCommitment());
  }

  static Decision of(DecideAppeal op) {
    return new Decision(op.commitment(), op.outcome(), op.reasonCodes(), op.proofCommitment());
  }

  /**
   * Why it can't stand.
   *
   * @param claim absent if there is none at the version that was decided upon
   */
  Optional<Ruling> problem(Optional<Claim> claim, Situation situation) {
    if (outcome == null || !Shapes.areReasons(reasonCodes)) {
      return refusal(RefusalCode.MALFORMED, "an adjudication has an outcome and reason codes");
    }
    if (proofCommitment == null) {
      return Documents.unopened(commitment, situation.opening(Opening.Document.class));
    }
    return opened(situation.opening(Opening.Adjudication.class))
        .or(() -> claim.flatMap(c -> unproven(c, situation)))
        .or(() -> claim.flatMap(c -> unreleased(c, situation)));
  }

  private Optional<Ruling> opened(Optional<Opening.Adjudication> given) {
    if (given.isEmpty()) return refusal(RefusalCode.OPENING_MISSING, "no opening of the proof");
    var opening = given.get();
    boolean opens =
        Shapes.isHash(commitment)
            && Shapes.isHash(proofCommitment)
            && opening.proof() != null
            && new Commitment(commitment).opensWith(opening.salt(), opening.document())
            && new Commitment(proofCommitment)
                .opensWith(opening.proofSalt(), CanonicalJson.bytes(opening.proof()));
    return opens
        ? Optional.empty()
        : refusal(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the adjudication or its proof differs");
  }

  /** Plan and engine are the payer's; claim, answer, evidence and result are as on the ledger. */
  private Optional<Ruling> unproven(Claim claim, Situation situation) {
    var proof = situation.opening(Opening.Adjudication.class).orElseThrow().proof();
    boolean ofThis =
        claim.claimId().equals(proof.claimId())
            && claim.commitment().equals(proof.claim())
            && Objects.equals(claim.answerCommitment(), proof.answer())
            && commitment.equals(proof.result())
            && isNamed(proof.plan())
            && isNamed(proof.planVersion())
            && Shapes.isHash(proof.planDigest());
    return ofThis
        ? Optional.empty()
        : refusal(RefusalCode.PROOF_MISMATCH, "the proof is of other inputs or another result");
  }

  /** Perhaps the endorser only hasn't got there yet. */
  private static Optional<Ruling> unreleased(Claim claim, Situation situation) {
    var proof = situation.opening(Opening.Adjudication.class).orElseThrow().proof();
    return proof.accesses().stream().allMatch(id -> released(id, claim, situation))
        ? Optional.empty()
        : refusal(RefusalCode.NOT_FOUND, "no such evidence was released for this claim");
  }

  private static boolean released(String accessId, Claim claim, Situation situation) {
    return Shapes.isId(accessId)
        && situation
            .entry(LedgerKeys.access(accessId), Access.class)
            .filter(access -> access.permitted() && claim.claimId().equals(access.claimId()))
            .isPresent();
  }

  private static boolean isNamed(String value) {
    return value != null && !value.isBlank();
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }
}
