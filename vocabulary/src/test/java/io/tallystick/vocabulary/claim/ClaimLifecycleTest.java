package io.tallystick.vocabulary.claim;

import static io.tallystick.vocabulary.claim.ClaimLifecycle.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Outcome;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClaimLifecycleTest {

  /**
   * The diagram of the design, written out: party, state, step, new state; ! after the deadline.
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
          "AUTHORITY APPEALED DECIDE ADJUDICATED",
          "PROVIDER SUBMITTED CANCEL CANCELLED",
          "PROVIDER PENDED CANCEL CANCELLED",
          "PAYER ADJUDICATED REVERSE REVERSED",
          "PAYER SETTLED REVERSE REVERSED");

  @Test
  void exactly_the_steps_of_the_design_are_possible() {
    var possible = new TreeSet<String>();
    for (var party : Party.values()) {
      for (var state : State.values()) {
        for (var step : Step.values()) {
          var early = take(step, state, 4, 4, party, false);
          var late = take(step, state, 4, 4, party, true);
          if (late instanceof Outcome.Moved moved) {
            assertThat(moved.version()).isEqualTo(5);
            var mark = early instanceof Outcome.Moved ? "" : "!";
            possible.add(party + " " + state + " " + step + " " + moved.to() + mark);
          }
        }
      }
    }
    assertThat(possible).isEqualTo(new TreeSet<>(ALLOWED));
  }

  @Test
  void a_stale_version_moves_nothing() {
    for (var step : Step.values()) {
      assertThat(take(step, State.SUBMITTED, 4, 3, Party.PAYER, true))
          .isEqualTo(new Outcome.Refused(ClaimLifecycle.Refusal.STALE_VERSION));
    }
  }

  @Test
  void every_refusal_has_a_code_on_the_ledger() {
    for (var refusal : ClaimLifecycle.Refusal.values()) {
      assertThat(RefusalCode.valueOf(refusal.name())).isNotNull();
    }
  }
}
