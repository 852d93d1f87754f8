package io.tallystick.journeys.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Trail;
import java.time.Duration;
import java.util.Set;

/**
 * What is written down at one moment: on the ledger, read through Deliver, and at the claims desk,
 * asked over its API.
 */
record Trace(Set<String> claims, Set<String> records, long transactions, long listed) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Trace now(BlockWatch ledger, Town town, String hospital) {
    var chain = ledger.chain();
    return new Trace(
        chain.claimIds(), chain.recordIds(), chain.transactions(), listed(town, hospital));
  }

  /** Nothing but this claim, with all its steps, came after. */
  void grewOnlyBy(String claimId, BlockWatch ledger, Town town, String hospital) {
    var after = now(ledger, town, hospital);
    var chain = ledger.chain();
    assertThat(after.claims()).hasSize(claims.size() + 1).containsAll(claims).contains(claimId);
    assertThat(after.records()).isEqualTo(records);
    var own = chain.claim(claimId).orElseThrow().steps().size() + chain.accesses(claimId).size();
    assertThat(after.transactions() - transactions).as("transactions").isEqualTo(own);
    assertThat(after.listed() - listed).as("claims at the desk").isEqualTo(1);
  }

  /** Waits until nothing more happens to the claim by itself. */
  static Trail atRest(String claimId, BlockWatch ledger) throws InterruptedException {
    assertThat(ledger.await(c -> c.claim(claimId).filter(Trail::atRest).isPresent(), PATIENCE))
        .as("claim %s comes to rest", claimId)
        .isTrue();
    return ledger.chain().claim(claimId).orElseThrow();
  }

  private static long listed(Town town, String hospital) {
    var counts =
        town.api()
            .get(town.at().claims(hospital) + "/claims/counts", town.billing(hospital))
            .orThrow("the claims desk's counts")
            .body();
    long sum = 0;
    for (var count : counts) sum += count.asLong();
    return sum;
  }
}
