package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry.Appeal;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerEntry.Settlement;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import java.time.Instant;
import java.util.List;

/**
 * The next form of a claim: everything that a step doesn't name stays. A pend ends with the next
 * step.
 */
final class ClaimChange {

  private final Claim before;
  private final Instant now;
  private PendReason pendReason;
  private Instant deadline;
  private String answer;
  private String adjudication;
  private String proof;
  private AdjudicationOutcome outcome;
  private List<String> reasonCodes;
  private Instant decidedAt;
  private Appeal appeal;
  private Settlement settlement;
  private Instant voidAskedAt;
  private String reversal;

  ClaimChange(Claim before, Instant now) {
    this.before = before;
    this.now = now;
    this.answer = before.answerCommitment();
    this.adjudication = before.adjudicationCommitment();
    this.proof = before.proofCommitment();
    this.outcome = before.outcome();
    this.reasonCodes = before.reasonCodes();
    this.decidedAt = before.decidedAt();
    this.appeal = before.appeal();
    this.settlement = before.settlement();
    this.voidAskedAt = before.voidAskedAt();
    this.reversal = before.reversalCommitment();
  }

  Claim before() {
    return before;
  }

  ClaimChange pended(PendReason reason, Instant until) {
    pendReason = reason;
    deadline = until;
    return this;
  }

  ClaimChange answered(String commitment) {
    answer = commitment;
    return this;
  }

  ClaimChange adjudicated(Decision decision) {
    adjudication = decision.commitment();
    proof = decision.proofCommitment();
    outcome = decision.outcome();
    reasonCodes = decision.reasonCodes();
    decidedAt = now;
    return this;
  }

  /**
   * @param difference to what was settled before, absent the first time
   */
  ClaimChange settled(String difference) {
    int number = before.settlement() == null ? 1 : before.settlement().number() + 1;
    settlement = new Settlement(number, adjudication, difference, PaymentStatus.INSTRUCTED, now);
    return this;
  }

  ClaimChange appealed(Appeal made) {
    appeal = made;
    return this;
  }

  ClaimChange voidAsked() {
    voidAskedAt = now;
    return this;
  }

  ClaimChange reversed(String commitment) {
    reversal = commitment;
    return this;
  }

  ClaimChange paid(PaymentStatus status) {
    var last = before.settlement();
    settlement =
        new Settlement(
            last.number(),
            last.adjudicationCommitment(),
            last.differenceCommitment(),
            status,
            last.at());
    return this;
  }

  Claim to(State state, long version) {
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
        answer,
        adjudication,
        outcome,
        reasonCodes,
        before.submittedAt(),
        now,
        before.preauthorizationId(),
        before.replacesClaimId(),
        decidedAt,
        appeal,
        settlement,
        voidAskedAt,
        reversal,
        proof);
  }
}
