package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.vocabulary.claim.ClaimDeadlines;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.ClaimOperation.LapseClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.RequestVoid;
import io.tallystick.vocabulary.ledger.ClaimOperation.ReverseClaim;
import io.tallystick.vocabulary.ledger.LedgerEntry.Appeal;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AnswerClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Claims: born by their provider, moved along {@link ClaimLifecycle} and no other way. */
public final class ClaimRules {

  static final Duration LONGEST_PEND = Duration.ofDays(60);

  public static Ruling submit(SubmitClaim op, Situation situation) {
    return SubmissionRules.submit(op, situation);
  }

  public static Ruling pend(PendClaim op, Situation situation) {
    if (op.reason() == null || op.deadline() == null) {
      return refused(RefusalCode.MALFORMED, "a pend has a reason and a deadline");
    }
    var move = move(op.claimId(), op.expectedVersion(), situation);
    var longest = move.claim().map(Claim::submittedAt).map(ClaimRules::pendsEnd);
    boolean inRange =
        op.deadline().isAfter(situation.now())
            && !op.deadline().isAfter(situation.now().plus(LONGEST_PEND))
            && longest.filter(end -> op.deadline().isAfter(end)).isEmpty();
    return inRange
        ? move.take(Step.PEND, change -> change.pended(op.reason(), op.deadline()))
        : refused(RefusalCode.DEADLINE_OUT_OF_RANGE, "a pend lasts for 60 days at most");
  }

  public static Ruling answer(AnswerClaim op, Situation situation) {
    return withDocument(op.commitment(), situation)
        .orElseGet(
            () ->
                move(op.claimId(), op.expectedVersion(), situation)
                    .take(Step.ANSWER, change -> change.answered(op.commitment())));
  }

  public static Ruling adjudicate(AdjudicateClaim op, Situation situation) {
    var step = op.settle() ? Step.ADJUDICATE_AND_SETTLE : Step.ADJUDICATE;
    UnaryOperator<ClaimChange> settled = change -> op.settle() ? change.settled(null) : change;
    return decided(
        Decision.of(op), move(op.claimId(), op.expectedVersion(), situation), step, settled);
  }

  public static Ruling settle(SettleClaim op, Situation situation) {
    var move = move(op.claimId(), op.expectedVersion(), situation);
    boolean before = move.claim().map(Claim::settlement).isPresent();
    if (move.claim().isPresent() && before != (op.differenceCommitment() != null)) {
      return refused(
          RefusalCode.MALFORMED,
          "what was settled before, and only that, is settled by difference");
    }
    return (before ? withDocument(op.differenceCommitment(), situation) : Optional.<Ruling>empty())
        .orElseGet(
            () -> move.take(Step.SETTLE, change -> change.settled(op.differenceCommitment())));
  }

  public static Ruling cancel(CancelClaim op, Situation situation) {
    return move(op.claimId(), op.expectedVersion(), situation).take(Step.CANCEL, change -> change);
  }

  /**
   * The provider's own or a patient's, which the Authority may submit too: nobody can be passed
   * over.
   */
  public static Ruling appeal(AppealClaim op, Situation situation) {
    if (op.by() != Party.PROVIDER && op.by() != Party.PATIENT) {
      return refused(RefusalCode.MALFORMED, "the provider or the patient appeals");
    }
    var move = move(op.claimId(), op.expectedVersion(), situation);
    var caller = move.claim().flatMap(move::party);
    boolean mayFor = op.by() == Party.PATIENT && caller.filter(p -> p != Party.PAYER).isPresent();
    if (caller.isPresent() && !mayFor && caller.get() != op.by()) {
      return refused(RefusalCode.PARTY_MAY_NOT_TAKE_STEP, "not in the name of the " + op.by());
    }
    return withDocument(op.commitment(), situation)
        .orElseGet(
            () -> move.take(Step.APPEAL, op.by(), change -> appealed(change, op, situation)));
  }

  public static Ruling decide(DecideAppeal op, Situation situation) {
    return decided(
        Decision.of(op),
        move(op.claimId(), op.expectedVersion(), situation),
        Step.DECIDE,
        change -> change);
  }

  public static Ruling lapse(LapseClaim op, Situation situation) {
    return move(op.claimId(), op.expectedVersion(), situation)
        .take(Step.LAPSE, change -> lapsed(change, situation.now()));
  }

  public static Ruling requestVoid(RequestVoid op, Situation situation) {
    return move(op.claimId(), op.expectedVersion(), situation)
        .take(Step.REQUEST_VOID, ClaimChange::voidAsked);
  }

  public static Ruling reverse(ReverseClaim op, Situation situation) {
    return withDocument(op.commitment(), situation)
        .orElseGet(
            () ->
                move(op.claimId(), op.expectedVersion(), situation)
                    .take(Step.REVERSE, change -> change.reversed(op.commitment())));
  }

  public static Ruling payment(AdvancePayment op, Situation situation) {
    var move = move(op.claimId(), op.expectedVersion(), situation);
    return switch (op.status()) {
      case ISSUED -> move.take(Step.ISSUE_PAYMENT, change -> change.paid(op.status()));
      case CONFIRMED -> move.take(Step.CONFIRM_PAYMENT, change -> change.paid(op.status()));
      case INSTRUCTED ->
          refused(RefusalCode.MALFORMED, "a payment is instructed by the settlement");
      case null -> refused(RefusalCode.MALFORMED, "a payment has a status");
    };
  }

  private static Ruling decided(
      Decision decision, ClaimMove move, Step step, UnaryOperator<ClaimChange> also) {
    return decision
        .problem(
            move.claim().filter(claim -> claim.version() == move.expectedVersion()),
            move.situation())
        .orElseGet(() -> move.take(step, change -> also.apply(change.adjudicated(decision))));
  }

  private static ClaimChange appealed(ClaimChange change, AppealClaim op, Situation situation) {
    int level = change.before().appeal() == null ? 0 : change.before().appeal().level();
    return change.appealed(new Appeal(level + 1, op.by(), op.commitment(), situation.now()));
  }

  /** What was appealed stays what is to be decided; of a claim never decided, all of it is. */
  private static ClaimChange lapsed(ClaimChange change, Instant now) {
    var before = change.before().appeal();
    var commitment = before == null ? null : before.commitment();
    return change.appealed(
        new Appeal(ClaimLifecycle.TO_AUTHORITY, Party.AUTHORITY, commitment, now));
  }

  private static Instant pendsEnd(Instant submittedAt) {
    return submittedAt.plus(ClaimDeadlines.LONGEST_PENDING);
  }

  private static Optional<Ruling> withDocument(String commitment, Situation situation) {
    return Documents.unopened(commitment, situation.opening(Opening.Document.class));
  }

  private static ClaimMove move(String claimId, long expectedVersion, Situation situation) {
    return new ClaimMove(claimId, expectedVersion, situation);
  }

  private ClaimRules() {}
}
