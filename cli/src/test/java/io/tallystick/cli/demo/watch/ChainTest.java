package io.tallystick.cli.demo.watch;

import static io.tallystick.cli.demo.watch.Blocks.access;
import static io.tallystick.cli.demo.watch.Blocks.chain;
import static io.tallystick.cli.demo.watch.Blocks.claim;
import static io.tallystick.cli.demo.watch.Blocks.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import org.junit.jupiter.api.Test;

class ChainTest {

  @Test
  void a_claims_trail_keeps_transaction_block_and_arrival_of_each_step() {
    var chain =
        chain(
            valid(3, claim("a", 1, State.SUBMITTED, null)),
            valid(7, claim("a", 2, State.SETTLED, AdjudicationOutcome.PAID)));
    var settled = chain.claim("a").orElseThrow().settled().orElseThrow();
    assertThat(settled.txid()).isEqualTo("tx7");
    assertThat(settled.block()).isEqualTo(7);
    assertThat(settled.arrivedNanos()).isEqualTo(7_000_000);
    assertThat(chain.blocks()).isEqualTo(2);
    assertThat(chain.transactions()).isEqualTo(2);
  }

  @Test
  void accesses_are_found_by_the_claim_they_serve() {
    var chain = chain(valid(1, access("x", true, "a")), valid(2, access("y", false, "b")));
    assertThat(chain.accesses("b")).singleElement().matches(d -> !d.access().permitted());
    assertThat(chain.accesses("c")).isEmpty();
  }
}
