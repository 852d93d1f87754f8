package io.tallystick.kit.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.CommandQueue.Depth;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How much waits for the ledger, looked up about once a second, and where it ends: a service that
 * can't get rid of its commands takes no new ones, so that whoever calls it slows down.
 */
@ApplicationScoped
class Backlog {

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final CommandQueue queue;
  private final Transactions transactions;
  private final int most;
  private volatile Depth depth = new Depth(0, 0, Duration.ZERO);
  private long lookedAt = System.nanoTime() - LOOK_NANOS;

  Backlog(
      CommandQueue queue,
      Transactions transactions,
      TallystickConfig config,
      MeterRegistry registry) {
    this.queue = queue;
    this.transactions = transactions;
    this.most = config.ledger().backlog();
    registry.gauge("tallystick.ledger.commands.open", this, it -> it.depth.open());
    registry.gauge("tallystick.ledger.commands.waiting", this, it -> it.depth.waiting());
    registry.gauge(
        "tallystick.ledger.commands.oldest.seconds",
        this,
        it -> it.depth.oldest().toMillis() / 1e3);
  }

  /** Called by the relay's thread, however often. */
  void look() {
    if (System.nanoTime() - lookedAt < LOOK_NANOS) return;
    lookedAt = System.nanoTime();
    depth = transactions.inTransaction(queue::depth);
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code ledger.backlog}
   */
  void refuseWhenFull() {
    if (depth.open() < most) return;
    throw Problem.unavailable("ledger.backlog", "too much waits for the ledger").exception();
  }
}
