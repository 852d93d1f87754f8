package io.tallystick.gateway.erasure.app;

import io.tallystick.gateway.erasure.app.RecordErasures.Ground;
import io.tallystick.gateway.erasure.app.RecordErasures.Standing;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.RecordOperation;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Erases a record and the versions that it corrected: content, salts and wrapping keys first, then
 * the ledger is told, for as long as it takes. Nothing is released from it from here on.
 */
@ApplicationScoped
public class EraseRecord implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(EraseRecord.class);
  private static final String KIND = "record.erase";

  private final Transactions transactions;
  private final RecordErasures erasures;
  private final LedgerView ledger;
  private final LedgerCommands commands;
  private final Ids ids;

  public EraseRecord(
      Transactions transactions,
      RecordErasures erasures,
      LedgerView ledger,
      LedgerCommands commands,
      Ids ids) {
    this.transactions = transactions;
    this.erasures = erasures;
    this.ledger = ledger;
    this.commands = commands;
    this.ids = ids;
  }

  /**
   * @return the ledger operation that tells of it; again the same one if it is erased already
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code record.not-found}; 409 {@code
   *     record.pending} while the ledger doesn't have it
   */
  public RecordErasures.Erasure erase(String recordId, Ground ground, String askedBy) {
    return transactions.inTransaction(
        tx -> {
          var standing = erasures.lock(tx, recordId).orElseThrow(EraseRecord::unknown);
          var before = erasures.of(tx, recordId);
          if (before.isEmpty()) eraseAll(tx, standing, ground, askedBy);
          return erasures.of(tx, recordId).orElseThrow();
        });
  }

  private void eraseAll(Handle tx, Standing standing, Ground ground, String askedBy) {
    var entry = ledger.entry(LedgerKeys.record(standing.recordId()), Record.class);
    if (entry.isEmpty()) {
      throw Problem.conflict("record.pending", "its root is not on the ledger yet").exception();
    }
    erase(tx, entry.get(), ground, askedBy);
    var earlier = entry.get().supersedes();
    while (earlier != null) {
      var version = ledger.entry(LedgerKeys.record(earlier), Record.class).orElseThrow();
      boolean ours = erasures.lock(tx, earlier).isPresent();
      if (ours && erasures.of(tx, earlier).isEmpty()) erase(tx, version, ground, askedBy);
      earlier = version.supersedes();
    }
  }

  private void erase(Handle tx, Record entry, Ground ground, String askedBy) {
    var opId = ids.next();
    erasures.erase(tx, entry.recordId(), ground, askedBy, opId);
    tell(tx, opId, entry);
  }

  private void tell(Handle tx, String opId, Record entry) {
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new RecordOperation.EraseRecord(opId, entry.recordId(), entry.version()),
            null,
            List.of(),
            entry.recordId()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    erasures.recorded(tx, command.opId(), receipt.txid());
  }

  /** A correction of the record came first: told again of the version that is there now. */
  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var operation = (RecordOperation.EraseRecord) command.operation();
    LOG.warnf("erasure of %s refused by the ledger: %s", operation.recordId(), why.code());
    if (why.code() != RefusalCode.STALE_VERSION) return;
    ledger
        .entry(LedgerKeys.record(operation.recordId()), Record.class)
        .filter(entry -> entry.version() > operation.expectedVersion())
        .ifPresent(entry -> tell(tx, ids.next(), entry));
  }

  private static RuntimeException unknown() {
    return Problem.notFound("record.not-found", "no such record here").exception();
  }
}
