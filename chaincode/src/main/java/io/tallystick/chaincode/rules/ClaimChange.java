package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import java.time.Instant;
import java.util.List;

/**
 * The next form of a claim: everything that a step doesn't name stays. A pend ends with the next
 * step.
 */
record ClaimChange(
    Claim before,
    PendReason pendReason,
    Instant deadline,
    String answerCommitment,
    String adjudicationCommitment,
    AdjudicationOutcome outcome,
    List<String> reasonCodes) {

  ClaimChange(Claim before) {
    this(
        before,
        null,
        null,
        before.answerCommitment(),
        before.adjudicationCommitment(),
        before.outcome(),
        before.reasonCodes());
  }

  ClaimChange pended(PendReason reason, Instant until) {
    return new ClaimChange(
        before, reason, until, answerCommitment, adjudicationCommitment, outcome, reasonCodes);
  }

  ClaimChange answered(String commitment) {
    return new ClaimChange(
        before, null, null, commitment, adjudicationCommitment, outcome, reasonCodes);
  }

  ClaimChange adjudicated(String commitment, AdjudicationOutcome decided, List<String> codes) {
    return new ClaimChange(before, null, null, answerCommitment, commitment, decided, codes);
  }

  Claim to(State state, long version, Instant at) {
    return new Claim(
        before.claimId(),
        before.provider(),
        before.payer(),
        before.use(),
        state,
        version,
        before.commitment(),
        before.billHash(),
        before.primaryClaimId(),
        pendReason,
        deadline,
        answerCommitment,
        adjudicationCommitment,
        outcome,
        reasonCodes,
        before.submittedAt(),
        at);
  }
}
