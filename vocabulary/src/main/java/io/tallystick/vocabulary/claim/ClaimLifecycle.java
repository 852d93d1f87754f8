package io.tallystick.vocabulary.claim;

import static io.tallystick.vocabulary.claim.ClaimLifecycle.Party.AUTHORITY;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.Party.PATIENT;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.Party.PAYER;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.Party.PROVIDER;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.ADJUDICATED;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.APPEALED;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.CANCELLED;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.PENDED;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.REVERSED;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.SETTLED;
import static io.tallystick.vocabulary.claim.ClaimLifecycle.State.SUBMITTED;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The only definition of what may happen to a claim; chaincode, services, portal and docs read it.
 */
public final class ClaimLifecycle {

  public enum State {
    SUBMITTED,
    PENDED,
    ADJUDICATED,
    SETTLED,
    APPEALED,
    CANCELLED,
    REVERSED
  }

  /**
   * LAPSE: a decision was due and didn't come, so that it passes to the Authority. REQUEST_VOID:
   * the provider asks the payer to reverse. The payment's steps leave the claim SETTLED.
   */
  public enum Step {
    PEND,
    ANSWER,
    ADJUDICATE,
    ADJUDICATE_AND_SETTLE,
    SETTLE,
    APPEAL,
    DECIDE,
    LAPSE,
    CANCEL,
    REQUEST_VOID,
    REVERSE,
    ISSUE_PAYMENT,
    CONFIRM_PAYMENT
  }

  public enum Party {
    PROVIDER,
    PAYER,
    PATIENT,
    AUTHORITY
  }

  /** Of a settled claim's payment; INSTRUCTED by the settlement itself, zero if none is due. */
  public enum PaymentStatus {
    INSTRUCTED,
    ISSUED,
    CONFIRMED
  }

  /** An appeal to the payer, then one to the Authority's independent reviewer. */
  public static final int TO_PAYER = 1;

  public static final int TO_AUTHORITY = 2;

  /**
   * All of a claim that decides on its next step.
   *
   * @param ofClaim false for a preauthorization or predetermination: those end at ADJUDICATED
   * @param appealLevel the highest level reached so far, 0 before the first appeal
   * @param payment absent until settled
   */
  public record Position(
      State state,
      long version,
      boolean ofClaim,
      int appealLevel,
      PaymentStatus payment,
      boolean voidAsked,
      ClaimDeadlines deadlines) {}

  public sealed interface Outcome {
    record Moved(State to, long version) implements Outcome {}

    record Refused(Refusal why) implements Outcome {}
  }

  public enum Refusal {
    STEP_NOT_ALLOWED_IN_STATE,
    PARTY_MAY_NOT_TAKE_STEP,
    STALE_VERSION,
    DEADLINE_NOT_PASSED,
    DEADLINE_PASSED,
    APPEALS_EXHAUSTED
  }

  /**
   * @param to absent where the state stays
   */
  private record Rule(Set<State> from, State to, Set<Party> by) {
    State next(State state) {
      return to == null ? state : to;
    }
  }

  private static final Map<Step, Rule> RULES =
      Map.ofEntries(
          Map.entry(Step.PEND, new Rule(Set.of(SUBMITTED), PENDED, Set.of(PAYER))),
          Map.entry(Step.ANSWER, new Rule(Set.of(PENDED), SUBMITTED, Set.of(PROVIDER))),
          Map.entry(
              Step.ADJUDICATE, new Rule(Set.of(SUBMITTED, PENDED), ADJUDICATED, Set.of(PAYER))),
          Map.entry(
              Step.ADJUDICATE_AND_SETTLE,
              new Rule(Set.of(SUBMITTED, PENDED), SETTLED, Set.of(PAYER))),
          Map.entry(Step.SETTLE, new Rule(Set.of(ADJUDICATED), SETTLED, Set.of(PAYER))),
          Map.entry(
              Step.APPEAL,
              new Rule(Set.of(ADJUDICATED, SETTLED), APPEALED, Set.of(PROVIDER, PATIENT))),
          Map.entry(Step.DECIDE, new Rule(Set.of(APPEALED), ADJUDICATED, Set.of(PAYER, AUTHORITY))),
          Map.entry(
              Step.LAPSE,
              new Rule(Set.of(SUBMITTED, PENDED, APPEALED), APPEALED, Set.of(AUTHORITY))),
          Map.entry(Step.CANCEL, new Rule(Set.of(SUBMITTED, PENDED), CANCELLED, Set.of(PROVIDER))),
          Map.entry(
              Step.REQUEST_VOID, new Rule(Set.of(ADJUDICATED, SETTLED), null, Set.of(PROVIDER))),
          Map.entry(Step.REVERSE, new Rule(Set.of(ADJUDICATED, SETTLED), REVERSED, Set.of(PAYER))),
          Map.entry(Step.ISSUE_PAYMENT, new Rule(Set.of(SETTLED), null, Set.of(PAYER))),
          Map.entry(Step.CONFIRM_PAYMENT, new Rule(Set.of(SETTLED), null, Set.of(PROVIDER))));

  /** What a preauthorization or predetermination never does. */
  private static final Set<Step> OF_CLAIMS_ONLY =
      EnumSet.of(
          Step.ADJUDICATE_AND_SETTLE,
          Step.SETTLE,
          Step.REQUEST_VOID,
          Step.REVERSE,
          Step.ISSUE_PAYMENT,
          Step.CONFIRM_PAYMENT);

  /**
   * Decides one step; refuses, rather than throws, whatever a well-behaved caller can cause.
   *
   * @param expectedVersion the version that the caller decided upon
   */
  public static Outcome take(Step step, Position at, long expectedVersion, Party by, Instant now) {
    var rule = RULES.get(step);
    if (at.version() != expectedVersion) return new Outcome.Refused(Refusal.STALE_VERSION);
    boolean fits =
        rule.from().contains(at.state()) && (at.ofClaim() || !OF_CLAIMS_ONLY.contains(step));
    if (!fits) return new Outcome.Refused(Refusal.STEP_NOT_ALLOWED_IN_STATE);
    if (!rule.by().contains(by)) return new Outcome.Refused(Refusal.PARTY_MAY_NOT_TAKE_STEP);
    return inItsWay(step, at, by, now)
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(() -> new Outcome.Moved(rule.next(at.state()), at.version() + 1));
  }

  /** Whether a step leads from one state to another, whoever takes it and whenever. */
  public static boolean leads(Step step, State from, State to) {
    var rule = RULES.get(step);
    return rule.from().contains(from) && rule.next(from) == to;
  }

  /** Who may take a step at all. */
  public static Set<Party> parties(Step step) {
    return RULES.get(step).by();
  }

  private static Optional<Refusal> inItsWay(Step step, Position at, Party by, Instant now) {
    return switch (step) {
      case ADJUDICATE, ADJUDICATE_AND_SETTLE ->
          unless(
              at.state() != PENDED || at.deadlines().hasPassed(at.deadlines().answerBy(), now),
              Refusal.DEADLINE_NOT_PASSED);
      case APPEAL -> appeal(at, now);
      case DECIDE ->
          unless(
              by == (at.appealLevel() == TO_PAYER ? PAYER : AUTHORITY),
              Refusal.PARTY_MAY_NOT_TAKE_STEP);
      case LAPSE -> lapse(at, now);
      case REQUEST_VOID -> unless(!at.voidAsked(), Refusal.STEP_NOT_ALLOWED_IN_STATE);
      case ISSUE_PAYMENT -> paid(at, PaymentStatus.INSTRUCTED);
      case CONFIRM_PAYMENT -> paid(at, PaymentStatus.ISSUED);
      case PEND, ANSWER, SETTLE, CANCEL, REVERSE -> Optional.empty();
    };
  }

  private static Optional<Refusal> appeal(Position at, Instant now) {
    if (at.appealLevel() >= TO_AUTHORITY) return Optional.of(Refusal.APPEALS_EXHAUSTED);
    return unless(
        !at.deadlines().hasPassed(at.deadlines().appealBy(), now), Refusal.DEADLINE_PASSED);
  }

  private static Optional<Refusal> lapse(Position at, Instant now) {
    if (at.state() == APPEALED && at.appealLevel() != TO_PAYER) {
      return Optional.of(Refusal.STEP_NOT_ALLOWED_IN_STATE);
    }
    return unless(
        at.deadlines().hasPassed(at.deadlines().decideBy(), now), Refusal.DEADLINE_NOT_PASSED);
  }

  private static Optional<Refusal> paid(Position at, PaymentStatus before) {
    return unless(at.payment() == before, Refusal.STEP_NOT_ALLOWED_IN_STATE);
  }

  private static Optional<Refusal> unless(boolean holds, Refusal refusal) {
    return holds ? Optional.empty() : Optional.of(refusal);
  }

  private ClaimLifecycle() {}
}
