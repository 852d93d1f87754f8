package io.tallystick.cli.demo.report;

import static io.tallystick.cli.demo.watch.Blocks.access;
import static io.tallystick.cli.demo.watch.Blocks.chain;
import static io.tallystick.cli.demo.watch.Blocks.claim;
import static io.tallystick.cli.demo.watch.Blocks.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final long MILLI = 1_000_000;

  /** Block n arrives n milliseconds in. */
  private final Outcomes outcomes =
      new Outcomes(
          List.of(sent("warm", 0), sent("plain", 100), sent("shown", 150), sent("waits", 160)),
          chain(
              settled(90, "warm"),
              settled(130, "plain"),
              valid(170, access("x", true, "shown")),
              valid(175, access("y", false, "waits")),
              settled(210, "shown")));

  @Test
  void a_latency_runs_from_the_moment_a_claim_was_due_and_warm_up_does_not_count() {
    assertThat(outcomes.latencies(1, false).millis()).containsExactly(30L, 60L);
  }

  @Test
  void claims_with_a_release_are_reported_apart() {
    assertThat(outcomes.latencies(1, true).millis()).containsExactly(60L);
    assertThat(outcomes.wholeWay().orElseThrow().claimId()).contains("shown");
  }

  @Test
  void accesses_are_counted_by_what_was_decided() {
    assertThat(outcomes.accesses(true)).isEqualTo(1);
    assertThat(outcomes.accesses(false)).isEqualTo(1);
  }

  private static Block settled(long at, String id) {
    return valid(at, claim(id, 2, State.SETTLED, AdjudicationOutcome.PAID));
  }

  private static SentClaim sent(String id, long dueMillis) {
    return new SentClaim(null, id, id, dueMillis * MILLI, 0, Optional.of(id), null);
  }
}
