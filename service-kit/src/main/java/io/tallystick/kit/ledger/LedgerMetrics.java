package io.tallystick.kit.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How the way to the ledger is doing. In Prometheus' spelling: {@code tallystick_ledger_}…
 *
 * <ul>
 *   <li>{@code commands_open}: enqueued, not final; {@code commands_waiting}: of those, in no
 *       transaction yet; {@code commands_oldest_seconds}: age of the oldest open one ({@link
 *       Backlog})
 *   <li>{@code transactions_in_flight}: being endorsed, ordered or concluded
 *   <li>{@code batch_operations}: operations a transaction, one count a transaction
 *   <li>{@code batch_splits_total} by {@code reason}: {@code endorse}, or the invalid code
 *   <li>{@code finality_seconds} by {@code outcome}: from enqueued to the outcome's commit
 *   <li>{@code commands_postponed_total}, {@code refusals_unconfirmed_total}: faults that are tried
 *       again; refusals of another endorser that the own peer doesn't share
 * </ul>
 */
@ApplicationScoped
class LedgerMetrics {

  private static final String PREFIX = "tallystick.ledger.";

  private final MeterRegistry registry;
  private final DistributionSummary batch;
  private final Counter postponed;
  private final Counter unconfirmed;
  private final AtomicInteger inFlight = new AtomicInteger();

  LedgerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batch = registry.summary(PREFIX + "batch.operations");
    this.postponed = registry.counter(PREFIX + "commands.postponed");
    this.unconfirmed = registry.counter(PREFIX + "refusals.unconfirmed");
    registry.gauge(PREFIX + "transactions.in.flight", inFlight);
  }

  void begun() {
    inFlight.incrementAndGet();
  }

  void finished() {
    inFlight.decrementAndGet();
  }

  void sent(int operations) {
    batch.record(operations);
  }

  void split(String reason) {
    registry.counter(PREFIX + "batch.splits", "reason", reason).increment();
  }

  void postponed(int commands) {
    postponed.increment(commands);
  }

  void unconfirmedRefusal() {
    unconfirmed.increment();
  }

  void ended(String outcome, Instant enqueuedAt, Instant now) {
    Timer.builder(PREFIX + "finality")
        .tag("outcome", outcome)
        .publishPercentiles(0.5, 0.99)
        .register(registry)
        .record(Duration.between(enqueuedAt, now));
  }
}
