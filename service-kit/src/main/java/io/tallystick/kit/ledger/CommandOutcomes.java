package io.tallystick.kit.ledger;

import io.quarkus.arc.All;
import io.tallystick.kit.observe.Tracing;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Writes an outcome together with what the service makes of it, and tells whoever waits for it. */
@ApplicationScoped
class CommandOutcomes {

  private static final Logger LOG = Logger.getLogger(CommandOutcomes.class);

  private final CommandTable table;
  private final Transactions transactions;
  private final Map<String, LedgerOutcomeHandler> handlers;
  private final Tracing tracing;
  private final Clock clock;
  private final Map<String, CompletableFuture<LedgerOutcome>> waiting = new ConcurrentHashMap<>();

  CommandOutcomes(
      CommandTable table,
      Transactions transactions,
      @All List<LedgerOutcomeHandler> handlers,
      Tracing tracing,
      Clock clock) {
    this.table = table;
    this.transactions = transactions;
    this.handlers =
        handlers.stream()
            .collect(Collectors.toMap(LedgerOutcomeHandler::kind, Function.identity()));
    this.tracing = tracing;
    this.clock = clock;
  }

  /**
   * @param last whether the transaction's envelope isn't needed any more
   */
  void committed(StoredCommand command, LedgerReceipt receipt, boolean last) {
    var step = command.command().operation().transaction();
    tracing.run(command.traceparent(), step, () -> record(command, receipt, last));
  }

  private void record(StoredCommand command, LedgerReceipt receipt, boolean last) {
    LOG.debugf("%s is in block %d", command.opId(), receipt.block());
    transactions.useTransaction(
        tx -> {
          if (!table.committed(tx, command, receipt)) return;
          if (last) table.forgetFinished(tx, Optional.of(receipt.txid()));
          handler(command).ifPresent(h -> h.accepted(tx, command.command(), receipt));
          tell(tx, command, new LedgerOutcome.Committed(receipt));
        });
  }

  void refused(StoredCommand command, Refusal why) {
    var step = command.command().operation().transaction();
    tracing.run(command.traceparent(), step, () -> record(command, why));
  }

  private void record(StoredCommand command, Refusal why) {
    LOG.debugf("%s is refused: %s", command.opId(), why.code());
    transactions.useTransaction(
        tx -> {
          if (!table.refused(tx, command, why, clock.instant())) return;
          handler(command).ifPresent(h -> h.refused(tx, command.command(), why));
          tell(tx, command, new LedgerOutcome.Refused(why));
        });
  }

  /** Completed after the outcome's commit, in this process. */
  CompletableFuture<LedgerOutcome> expect(String opId) {
    return waiting.computeIfAbsent(opId, id -> new CompletableFuture<>());
  }

  void forget(String opId) {
    waiting.remove(opId);
  }

  /** A command of a kind nobody handles is a mistake in the service: refused when enqueued. */
  boolean handles(String kind) {
    return handlers.containsKey(kind);
  }

  private Optional<LedgerOutcomeHandler> handler(StoredCommand command) {
    return Optional.ofNullable(handlers.get(command.command().kind()));
  }

  private void tell(Handle tx, StoredCommand command, LedgerOutcome outcome) {
    tx.afterCommit(
        () -> {
          var future = waiting.remove(command.opId());
          if (future != null) future.complete(outcome);
        });
  }
}
