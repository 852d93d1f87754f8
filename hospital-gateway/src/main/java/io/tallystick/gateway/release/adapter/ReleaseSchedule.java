package io.tallystick.gateway.release.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tallystick.gateway.release.app.DecideAgain;
import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Decides again what is due, and drops packages that nobody may fetch any more. */
@ApplicationScoped
class ReleaseSchedule {

  private final DecideAgain decideAgain;
  private final Decisions decisions;
  private final Transactions transactions;
  private final Clock clock;

  ReleaseSchedule(
      DecideAgain decideAgain, Decisions decisions, Transactions transactions, Clock clock) {
    this.decideAgain = decideAgain;
    this.decisions = decisions;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void decideDue() {
    decideAgain.decideDue();
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void dropPackages() {
    transactions.useTransaction(tx -> decisions.dropPackagesBefore(tx, clock.instant()));
  }
}
