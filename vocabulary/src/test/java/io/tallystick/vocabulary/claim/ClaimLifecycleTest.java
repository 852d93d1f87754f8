package io.tallystick.vocabulary.claim;

import static io.tallystick.vocabulary.claim.ClaimLifecycle.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimDeadlines.Since;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Outcome;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Position;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Refusal;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClaimLifecycleTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant SOON = START.plusSeconds(1);

  /** A day after every deadline but none of the appeal's. */
  private static final Instant LATE = START.plus(Duration.ofDays(61));

  /**
   * The diagram of the design, written out: party, state, step, new state; ! once the deadline has
   * passed.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "PAYER SUBMITTED PEND PENDED",
          "PROVIDER PENDED ANSWER SUBMITTED",
          "PAYER SUBMITTED ADJUDICATE ADJUDICATED",
          "PAYER PENDED ADJUDICATE ADJUDICATED!",
          "PAYER SUBMITTED ADJUDICATE_AND_SETTLE SETTLED",
          "PAYER PENDED ADJUDICATE_AND_SETTLE SETTLED!",
          "PAYER ADJUDICATED SETTLE SETTLED",
          "PROVIDER ADJUDICATED APPEAL APPEALED",
          "PATIENT ADJUDICATED APPEAL APPEALED",
          "PROVIDER SETTLED APPEAL APPEALED",
          "PATIENT SETTLED APPEAL APPEALED",
          "PAYER APPEALED DECIDE ADJUDICATED",
          "AUTHORITY SUBMITTED LAPSE APPEALED!",
          "AUTHORITY PENDED LAPSE APPEALED!",
          "AUTHORITY APPEALED LAPSE APPEALED!",
          "PROVIDER SUBMITTED CANCEL CANCELLED",
          "PROVIDER PENDED CANCEL CANCELLED",
          "PROVIDER ADJUDICATED REQUEST_VOID ADJUDICATED",
          "PROVIDER SETTLED REQUEST_VOID SETTLED",
          "PAYER ADJUDICATED REVERSE REVERSED",
          "PAYER SETTLED REVERSE REVERSED",
          "PAYER SETTLED ISSUE_PAYMENT SETTLED");

  @Test
  void exactly_the_steps_of_the_design_are_possible() {
    assertThat(possible(0, 1, true)).isEqualTo(new TreeSet<>(ALLOWED));
  }

  @Test
  void an_appeal_to_the_authority_is_decided_by_it_alone_and_is_the_last() {
    var possible = possible(2, 2, true);
    assertThat(possible).contains("AUTHORITY APPEALED DECIDE ADJUDICATED");
    assertThat(possible).doesNotContain("PAYER APPEALED DECIDE ADJUDICATED");
    assertThat(possible).noneMatch(step -> step.contains(" APPEAL "));
    assertThat(possible).doesNotContain("AUTHORITY APPEALED LAPSE APPEALED!");
  }

  @Test
  void a_preauthorization_ends_at_adjudicated() {
    assertThat(possible(0, 1, false))
        .noneMatch(
            step ->
                step.contains("SETTLE ") || step.contains("REVERSE") || step.contains("PAYMENT"));
  }

  @Test
  void an_appeal_has_its_window() {
    var decided = position(State.SETTLED, 0, true, PaymentStatus.INSTRUCTED);
    var last = START.plus(ClaimDeadlines.APPEAL_TO_PAYER);
    assertThat(take(Step.APPEAL, decided, 4, Party.PROVIDER, last))
        .isInstanceOf(Outcome.Moved.class);
    assertThat(take(Step.APPEAL, decided, 4, Party.PROVIDER, last.plusMillis(1)))
        .isEqualTo(new Outcome.Refused(Refusal.DEADLINE_PASSED));
  }

  @Test
  void a_payment_is_issued_then_confirmed_each_once() {
    var instructed = position(State.SETTLED, 0, true, PaymentStatus.INSTRUCTED);
    var issued = position(State.SETTLED, 0, true, PaymentStatus.ISSUED);
    var confirmed = position(State.SETTLED, 0, true, PaymentStatus.CONFIRMED);
    assertThat(moves(Step.ISSUE_PAYMENT, instructed, Party.PAYER)).isTrue();
    assertThat(moves(Step.CONFIRM_PAYMENT, instructed, Party.PROVIDER)).isFalse();
    assertThat(moves(Step.ISSUE_PAYMENT, issued, Party.PAYER)).isFalse();
    assertThat(moves(Step.CONFIRM_PAYMENT, issued, Party.PROVIDER)).isTrue();
    assertThat(moves(Step.CONFIRM_PAYMENT, confirmed, Party.PROVIDER)).isFalse();
  }

  @Test
  void a_stale_version_moves_nothing() {
    for (var step : Step.values()) {
      assertThat(take(step, position(State.SUBMITTED, 0, true, null), 3, Party.PAYER, LATE))
          .isEqualTo(new Outcome.Refused(Refusal.STALE_VERSION));
    }
  }

  @Test
  void every_refusal_has_a_code_on_the_ledger() {
    for (var refusal : Refusal.values()) {
      assertThat(RefusalCode.valueOf(refusal.name())).isNotNull();
    }
  }

  private static boolean moves(Step step, Position at, Party by) {
    return take(step, at, 4, by, SOON) instanceof Outcome.Moved;
  }

  /**
   * @param level of the claim's appeals so far; {@code appealed} in the state APPEALED
   */
  private static Set<String> possible(int level, int appealed, boolean ofClaim) {
    var possible = new TreeSet<String>();
    for (var party : Party.values()) {
      for (var state : State.values()) {
        for (var step : Step.values()) {
          var at =
              position(
                  state,
                  state == State.APPEALED ? appealed : level,
                  ofClaim,
                  state == State.SETTLED ? PaymentStatus.INSTRUCTED : null);
          if (take(step, at, 4, party, LATE) instanceof Outcome.Moved moved) {
            assertThat(moved.version()).isEqualTo(5);
            var mark = take(step, at, 4, party, SOON) instanceof Outcome.Moved ? "" : "!";
            possible.add(party + " " + state + " " + step + " " + moved.to() + mark);
          }
        }
      }
    }
    return possible;
  }

  private static Position position(State state, int level, boolean ofClaim, PaymentStatus payment) {
    var pend = state == State.PENDED ? START.plus(Duration.ofDays(14)) : null;
    var since = new Since(START, pend, START, START, START);
    return new Position(
        state,
        4,
        ofClaim,
        level,
        payment,
        false,
        ClaimDeadlines.in(state, level, ofClaim, payment, since));
  }
}
