package io.tallystick.journeys.crash;

import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.journeys.crash.ClaimStream.Sending;
import io.tallystick.journeys.system.WholeSystem;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The chain as it grows; when the ledger dies, it is read again from its first block. */
final class ChainFollower implements AutoCloseable {

  private final WholeSystem system;
  private BlockWatch watch;
  private long seen;

  ChainFollower(WholeSystem system) {
    this.system = system;
    this.watch = system.ledger();
  }

  /**
   * How many of these are neither final nor waiting for somebody, as far as the chain says; none
   * while a new stream hasn't come as far as the one before.
   */
  long inFlight(List<Sending> sent) {
    var chain = watch.chain();
    if (chain.blocks() < seen) return 0;
    seen = chain.blocks();
    return sent.stream().filter(s -> !s.isOver() && !atRest(s, chain)).count();
  }

  Chain chain() {
    return watch.chain();
  }

  /** As {@link BlockWatch#await}, over the ledger's deaths. */
  boolean await(Predicate<Chain> condition, Duration limit) throws InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    while (true) {
      var left = Duration.ofNanos(until - System.nanoTime());
      if (left.isNegative()) return false;
      try {
        return watch.await(condition, left);
      } catch (IllegalStateException ended) {
        watch.close();
        watch = system.ledger();
        Thread.sleep(100);
      }
    }
  }

  /**
   * Reads the whole chain again, so that nothing depends on a stream that lived through the kills.
   */
  void readAnew() {
    watch.close();
    watch = system.ledger();
  }

  private static boolean atRest(Sending sending, Chain chain) {
    return sending
        .answer()
        .flatMap(answer -> answer.claimId())
        .flatMap(chain::claim)
        .filter(Trail::atRest)
        .isPresent();
  }

  @Override
  public void close() {
    watch.close();
  }
}
