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

import java.util.Map;
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

  public enum Step {
    PEND,
    ANSWER,
    ADJUDICATE,
    ADJUDICATE_AND_SETTLE,
    SETTLE,
    APPEAL,
    DECIDE,
    CANCEL,
    REVERSE
  }

  public enum Party {
    PROVIDER,
    PAYER,
    PATIENT,
    AUTHORITY
  }

  public sealed interface Outcome {
    record Moved(State to, long version) implements Outcome {}

    record Refused(Refusal why) implements Outcome {}
  }

  public enum Refusal {
    STEP_NOT_ALLOWED_IN_STATE,
    PARTY_MAY_NOT_TAKE_STEP,
    STALE_VERSION,
    DEADLINE_NOT_PASSED
  }

  private record Rule(Set<State> from, State to, Set<Party> by) {}

  private static final Map<Step, Rule> RULES =
      Map.of(
          Step.PEND, new Rule(Set.of(SUBMITTED), PENDED, Set.of(PAYER)),
          Step.ANSWER, new Rule(Set.of(PENDED), SUBMITTED, Set.of(PROVIDER)),
          Step.ADJUDICATE, new Rule(Set.of(SUBMITTED, PENDED), ADJUDICATED, Set.of(PAYER)),
          Step.ADJUDICATE_AND_SETTLE, new Rule(Set.of(SUBMITTED, PENDED), SETTLED, Set.of(PAYER)),
          Step.SETTLE, new Rule(Set.of(ADJUDICATED), SETTLED, Set.of(PAYER)),
          Step.APPEAL, new Rule(Set.of(ADJUDICATED, SETTLED), APPEALED, Set.of(PROVIDER, PATIENT)),
          Step.DECIDE, new Rule(Set.of(APPEALED), ADJUDICATED, Set.of(PAYER, AUTHORITY)),
          Step.CANCEL, new Rule(Set.of(SUBMITTED, PENDED), CANCELLED, Set.of(PROVIDER)),
          Step.REVERSE, new Rule(Set.of(ADJUDICATED, SETTLED), REVERSED, Set.of(PAYER)));

  /**
   * Decides one step; refuses, rather than throws, whatever a well-behaved caller can cause.
   *
   * @param version the claim's version on the ledger
   * @param expectedVersion the version that the caller decided upon
   * @param deadlinePassed whether a pended claim's deadline is behind; ignored in other states
   */
  public static Outcome take(
      Step step,
      State state,
      long version,
      long expectedVersion,
      Party by,
      boolean deadlinePassed) {
    var rule = RULES.get(step);
    if (version != expectedVersion) return new Outcome.Refused(Refusal.STALE_VERSION);
    if (!rule.from().contains(state)) return new Outcome.Refused(Refusal.STEP_NOT_ALLOWED_IN_STATE);
    if (!rule.by().contains(by)) return new Outcome.Refused(Refusal.PARTY_MAY_NOT_TAKE_STEP);
    if (state == PENDED && by == PAYER && !deadlinePassed) {
      return new Outcome.Refused(Refusal.DEADLINE_NOT_PASSED);
    }
    return new Outcome.Moved(rule.to(), version + 1);
  }

  private ClaimLifecycle() {}
}
