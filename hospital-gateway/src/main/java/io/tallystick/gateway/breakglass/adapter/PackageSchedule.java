package io.tallystick.gateway.breakglass.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tallystick.gateway.breakglass.app.BreakGlassCases;
import io.tallystick.gateway.breakglass.app.BreakGlassPolicy;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Drops packages that no repetition of a request gets any more. */
@ApplicationScoped
class PackageSchedule {

  private final BreakGlassCases cases;
  private final BreakGlassPolicy policy;
  private final Transactions transactions;
  private final Clock clock;

  PackageSchedule(
      BreakGlassCases cases, BreakGlassPolicy policy, Transactions transactions, Clock clock) {
    this.cases = cases;
    this.policy = policy;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void drop() {
    transactions.useTransaction(
        tx -> cases.dropPackagesBefore(tx, clock.instant().minus(policy.repeatable())));
  }
}
