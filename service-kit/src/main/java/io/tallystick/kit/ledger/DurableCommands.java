package io.tallystick.kit.ledger;

import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class DurableCommands implements LedgerCommands {

  /** Another replica's outcome isn't told here, so the row is looked at now and then. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final CommandTable table;
  private final CommandOutcomes outcomes;
  private final Backlog backlog;
  private final Transactions transactions;
  private final RelaySession session;
  private final TailProgress tail;

  DurableCommands(
      CommandTable table,
      CommandOutcomes outcomes,
      Backlog backlog,
      Transactions transactions,
      RelaySession session,
      TailProgress tail) {
    this.table = table;
    this.outcomes = outcomes;
    this.backlog = backlog;
    this.transactions = transactions;
    this.session = session;
    this.tail = tail;
  }

  @Override
  public void enqueue(Handle tx, LedgerCommand command) {
    if (!outcomes.handles(command.kind())) {
      throw new IllegalArgumentException("no LedgerOutcomeHandler for " + command.kind());
    }
    backlog.refuseWhenFull();
    if (table.insert(tx, command)) session.wakeAfterCommit(tx);
  }

  @Override
  public Optional<LedgerOutcome> await(String opId, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    var told = outcomes.expect(opId);
    try {
      while (true) {
        var outcome = transactions.inTransaction(tx -> table.outcome(tx, opId));
        long left = deadline - System.nanoTime();
        if (outcome.isPresent() || left <= 0) return outcome;
        var heard = hear(told, Math.min(left, LOOK.toNanos()));
        if (heard.isPresent()) return heard;
      }
    } finally {
      outcomes.forget(opId);
    }
  }

  @Override
  public Optional<LedgerReceipt> awaitReceipt(String opId, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    return await(opId, atMost)
        .map(DurableCommands::receipt)
        .filter(receipt -> isShown(receipt, deadline - System.nanoTime()));
  }

  private static LedgerReceipt receipt(LedgerOutcome outcome) {
    return switch (outcome) {
      case LedgerOutcome.Committed(var receipt) -> receipt;
      case LedgerOutcome.Refused(var why) -> throw Problem.of(why).exception();
    };
  }

  private boolean isShown(LedgerReceipt receipt, long nanos) {
    try {
      return tail.await(receipt.block(), Duration.ofNanos(nanos));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the ledger", stopping);
    }
  }

  private static Optional<LedgerOutcome> hear(CompletableFuture<LedgerOutcome> told, long nanos) {
    try {
      return Optional.of(told.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the ledger", stopping);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
