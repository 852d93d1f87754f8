package io.tallystick.vocabulary.claim;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Outcome;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.Transition;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which step of the lifecycle leads from one form of a claim to the next, and what it may touch.
 */
public final class ClaimLegality {

  private static final Set<String> DECISION =
      Set.of("adjudicationCommitment", "proofCommitment", "outcome", "reasonCodes", "decidedAt");

  /** What a step changes beside state, version, time and a pend that ends with it. */
  private static final Map<Step, Set<String>> CHANGES =
      Map.ofEntries(
          Map.entry(Step.PEND, Set.of()),
          Map.entry(Step.ANSWER, Set.of("answerCommitment")),
          Map.entry(Step.ADJUDICATE, DECISION),
          Map.entry(Step.ADJUDICATE_AND_SETTLE, and(DECISION, "settlement")),
          Map.entry(Step.SETTLE, Set.of("settlement")),
          Map.entry(Step.APPEAL, Set.of("appeal")),
          Map.entry(Step.DECIDE, DECISION),
          Map.entry(Step.LAPSE, Set.of("appeal")),
          Map.entry(Step.CANCEL, Set.of()),
          Map.entry(Step.REQUEST_VOID, Set.of("voidAskedAt")),
          Map.entry(Step.REVERSE, Set.of("reversalCommitment")),
          Map.entry(Step.ISSUE_PAYMENT, Set.of("settlement")),
          Map.entry(Step.CONFIRM_PAYMENT, Set.of("settlement")));

  private static final Set<String> ALWAYS =
      Set.of("state", "version", "at", "pendReason", "deadline");

  /** See {@link io.tallystick.vocabulary.ledger.Legality#problem}. */
  public static Optional<String> problem(Claim before, Claim after) {
    if (after.at() == null || after.state() == null) return Optional.of("no time or no state");
    if (before == null) return birth(after);
    var step = step(before, after);
    if (step.isPresent()) return Optional.empty();
    return Optional.of(
        "no step leads from %s version %d to %s version %d, changing %s"
            .formatted(
                before.state(),
                before.version(),
                after.state(),
                after.version(),
                Transition.between(before, after).changed()));
  }

  /** The step that was taken, by whoever may take it; empty if none leads there. */
  public static Optional<Step> step(Claim before, Claim after) {
    return Arrays.stream(Step.values()).filter(step -> explains(step, before, after)).findFirst();
  }

  /** Whether a step could be taken by this party; the patient's are submitted by others. */
  public static boolean mayBy(Step step, Claim before, Party party, Claim after) {
    return ClaimLifecycle.take(step, before.position(), before.version(), party, after.at())
        instanceof Outcome.Moved;
  }

  private static boolean explains(Step step, Claim before, Claim after) {
    boolean taken =
        ClaimLifecycle.leads(step, before.state(), after.state())
            && ClaimLifecycle.parties(step).stream()
                .anyMatch(party -> mayBy(step, before, party, after));
    var may = new TreeSet<>(ALWAYS);
    may.addAll(CHANGES.get(step));
    return taken
        && fits(step, before, after)
        && Transition.between(before, after)
            .problem(before.version(), after.version(), may)
            .isEmpty();
  }

  /** What else tells one step from another, and a whole one from half of one. */
  private static boolean fits(Step step, Claim before, Claim after) {
    boolean pended = after.pendReason() != null && after.deadline() != null;
    boolean unpended = after.pendReason() == null && after.deadline() == null;
    return switch (step) {
      case PEND -> pended;
      case ANSWER -> unpended && after.answerCommitment() != null;
      case ADJUDICATE, DECIDE -> unpended && decided(after);
      case ADJUDICATE_AND_SETTLE -> unpended && decided(after) && settles(before, after);
      case SETTLE -> unpended && settles(before, after);
      case APPEAL -> appeals(before, after) && after.appeal().commitment() != null;
      case LAPSE -> appeals(before, after) && after.appeal().by() == Party.AUTHORITY;
      case CANCEL -> unpended;
      case REQUEST_VOID -> after.voidAskedAt() != null;
      case REVERSE -> after.reversalCommitment() != null;
      case ISSUE_PAYMENT -> paid(before, after, PaymentStatus.ISSUED);
      case CONFIRM_PAYMENT -> paid(before, after, PaymentStatus.CONFIRMED);
    };
  }

  private static boolean decided(Claim after) {
    return after.outcome() != null
        && after.adjudicationCommitment() != null
        && after.reasonCodes() != null
        && after.at().equals(after.decidedAt());
  }

  private static boolean settles(Claim before, Claim after) {
    var settled = after.settlement();
    int number = before.settlement() == null ? 1 : before.settlement().number() + 1;
    return settled != null
        && settled.number() == number
        && settled.payment() == PaymentStatus.INSTRUCTED
        && (settled.differenceCommitment() != null) == (number > 1)
        && after.adjudicationCommitment() != null
        && after.adjudicationCommitment().equals(settled.adjudicationCommitment());
  }

  private static boolean appeals(Claim before, Claim after) {
    int level = before.appeal() == null ? 0 : before.appeal().level();
    var appeal = after.appeal();
    if (appeal == null || !after.at().equals(appeal.at())) return false;
    return appeal.by() == Party.AUTHORITY
        ? appeal.level() == ClaimLifecycle.TO_AUTHORITY
        : appeal.level() == level + 1;
  }

  private static boolean paid(Claim before, Claim after, PaymentStatus status) {
    return after.settlement() != null
        && after.settlement().payment() == status
        && Transition.between(before.settlement(), after.settlement())
            .changed()
            .equals(Set.of("payment"));
  }

  private static Optional<String> birth(Claim claim) {
    boolean born =
        claim.state() == State.SUBMITTED
            && claim.version() == 1
            && claim.at().equals(claim.submittedAt())
            && claim.pendReason() == null
            && claim.deadline() == null
            && claim.answerCommitment() == null
            && claim.adjudicationCommitment() == null
            && claim.outcome() == null
            && claim.decidedAt() == null
            && claim.appeal() == null
            && claim.settlement() == null
            && claim.voidAskedAt() == null
            && claim.reversalCommitment() == null;
    return born ? Optional.empty() : Optional.of("a claim is born SUBMITTED, at version 1");
  }

  private static Set<String> and(Set<String> some, String another) {
    var all = new TreeSet<>(some);
    all.add(another);
    return Set.copyOf(all);
  }

  private ClaimLegality() {}
}
