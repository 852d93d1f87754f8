package io.tallystick.kit.ledger;

import io.tallystick.kit.observe.Traceparent;
import io.tallystick.kit.sealing.WorkingSeal;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Tables {@code ledger_command} and {@code ledger_transaction}. Every step names the state it
 * leaves, so that no step runs twice. What is waiting is read by {@link CommandQueue}.
 */
@ApplicationScoped
class CommandTable {

  private final WorkingSeal seal;

  CommandTable(WorkingSeal seal) {
    this.seal = seal;
  }

  boolean insert(Handle tx, LedgerCommand command) {
    var opening = command.opening();
    var sealed =
        opening == null ? null : seal.seal(context(command.opId()), CanonicalJson.bytes(opening));
    return tx.createUpdate(
                """
                INSERT INTO ledger_command
                  (op_id, kind, aggregate_id, transaction, operation, opening_type, opening, endorsers,
                   traceparent)
                VALUES (:opId, :kind, :aggregate, :transaction, :operation, :type, :opening, :endorsers,
                   :trace)
                ON CONFLICT (op_id) DO NOTHING""")
            .bind("opId", command.opId())
            .bind("kind", command.kind())
            .bind("aggregate", command.aggregateId())
            .bind("transaction", command.operation().transaction())
            .bind("operation", CanonicalJson.text(command.operation()))
            .bind("type", opening == null ? null : OperationJson.typeOf(opening))
            .bind("opening", sealed)
            .bind("endorsers", endorsers(command))
            .bind("trace", Traceparent.current())
            .execute()
        == 1;
  }

  /** Those that no transaction carries yet, in the order they were enqueued. */
  List<StoredCommand> ready(Handle tx, Collection<String> opIds) {
    return tx.createQuery(
            "SELECT * FROM ledger_command WHERE op_id = ANY (:opIds) AND state = 'READY' ORDER BY seq")
        .bindArray("opIds", String.class, opIds.toArray())
        .map((row, context) -> read(row))
        .list();
  }

  /** Empty if none of the transaction's commands is open any more. */
  Optional<StoredTransaction> transaction(Handle tx, String txid) {
    var commands =
        tx.createQuery(
                "SELECT * FROM ledger_command WHERE txid = ? AND outcome_at IS NULL ORDER BY seq")
            .bind(0, txid)
            .map((row, context) -> read(row))
            .list();
    if (commands.isEmpty()) return Optional.empty();
    return tx.createQuery("SELECT envelope FROM ledger_transaction WHERE txid = ?")
        .bind(0, txid)
        .map((row, context) -> new StoredTransaction(txid, row.getBytes(1), commands))
        .findOne();
  }

  /**
   * Fixes the one transaction that may carry these commands.
   *
   * @return false if any of them has one already: then nothing may be stored
   */
  boolean endorsed(Handle tx, StoredTransaction transaction) {
    tx.execute(
        "INSERT INTO ledger_transaction (txid, envelope) VALUES (?, ?)",
        transaction.txid(),
        transaction.envelope());
    return tx.createUpdate(
                """
                UPDATE ledger_command SET state = 'ENDORSED', txid = :txid, last_fault = NULL
                WHERE op_id = ANY (:opIds) AND state = 'READY'""")
            .bind("txid", transaction.txid())
            .bindArray("opIds", String.class, transaction.opIds().toArray())
            .execute()
        == transaction.commands().size();
  }

  /** The transaction is in a block with an invalid code, so new ones may be made. */
  void invalid(Handle tx, String txid, String code, Duration pause) {
    tx.execute(
        """
        UPDATE ledger_command
        SET state = 'READY', txid = NULL, attempts = attempts + 1,
            due_at = now() + ? * interval '1 millisecond', last_fault = ?
        WHERE txid = ? AND state = 'ENDORSED'""",
        pause.toMillis(),
        code,
        txid);
    tx.execute("DELETE FROM ledger_transaction WHERE txid = ?", txid);
  }

  void postpone(Handle tx, Collection<String> opIds, String fault, Duration pause) {
    tx.createUpdate(
            """
            UPDATE ledger_command
            SET attempts = attempts + 1, due_at = now() + :pause * interval '1 millisecond',
                last_fault = :fault
            WHERE op_id = ANY (:opIds) AND outcome_at IS NULL""")
        .bind("pause", pause.toMillis())
        .bind("fault", fault)
        .bindArray("opIds", String.class, opIds.toArray())
        .execute();
  }

  boolean committed(Handle tx, StoredCommand command, LedgerReceipt receipt) {
    return tx.execute(
            """
            UPDATE ledger_command
            SET state = 'COMMITTED', block = ?, accepted = ?, outcome_at = ?, opening = NULL
            WHERE op_id = ? AND state = 'ENDORSED' AND txid = ?""",
            receipt.block(),
            CanonicalJson.text(receipt.accepted()),
            receipt.committedAt().atOffset(ZoneOffset.UTC),
            command.opId(),
            receipt.txid())
        == 1;
  }

  boolean refused(Handle tx, StoredCommand command, Refusal why, Instant at) {
    return tx.execute(
            """
            UPDATE ledger_command
            SET state = 'REFUSED', refusal = ?, outcome_at = ?, opening = NULL
            WHERE op_id = ? AND state = 'READY'""",
            CanonicalJson.text(why),
            at.atOffset(ZoneOffset.UTC),
            command.opId())
        == 1;
  }

  /** Envelopes whose commands are all final; also what a crash left behind. */
  void forgetFinished(Handle tx, Optional<String> txid) {
    tx.createUpdate(
            """
            DELETE FROM ledger_transaction t
            WHERE t.txid = coalesce(:txid, t.txid) AND NOT EXISTS (
              SELECT 1 FROM ledger_command c WHERE c.txid = t.txid AND c.outcome_at IS NULL)""")
        .bind("txid", txid.orElse(null))
        .execute();
  }

  Optional<LedgerOutcome> outcome(Handle tx, String opId) {
    return tx.createQuery(
            """
            SELECT txid, block, accepted, refusal, outcome_at FROM ledger_command
            WHERE op_id = :opId AND outcome_at IS NOT NULL""")
        .bind("opId", opId)
        .map((row, context) -> outcome(row))
        .findOne();
  }

  private static LedgerOutcome outcome(ResultSet row) throws SQLException {
    var refusal = row.getString("refusal");
    if (refusal != null) {
      return new LedgerOutcome.Refused(CanonicalJson.read(refusal, Refusal.class));
    }
    return new LedgerOutcome.Committed(
        new LedgerReceipt(
            row.getString("txid"),
            row.getLong("block"),
            CanonicalJson.read(row.getString("accepted"), Accepted.class),
            row.getObject("outcome_at", OffsetDateTime.class).toInstant()));
  }

  private StoredCommand read(ResultSet row) throws SQLException {
    var opId = row.getString("op_id");
    var sealed = row.getBytes("opening");
    var opening =
        sealed == null
            ? null
            : OperationJson.opening(
                row.getString("opening_type"), seal.open(context(opId), sealed));
    var endorsers = row.getString("endorsers");
    return new StoredCommand(
        new LedgerCommand(
            row.getString("kind"),
            OperationJson.operation(row.getString("transaction"), row.getString("operation")),
            opening,
            endorsers.isEmpty() ? List.of() : Arrays.asList(endorsers.split(",")),
            row.getString("aggregate_id")),
        row.getInt("attempts"),
        row.getObject("enqueued_at", OffsetDateTime.class).toInstant(),
        row.getString("traceparent"));
  }

  /** One spelling for one set: commands with the same endorsers can share a transaction. */
  private static String endorsers(LedgerCommand command) {
    return command.endorsingOrgIds().stream().distinct().sorted().collect(Collectors.joining(","));
  }

  private static String context(String opId) {
    return "opening/" + opId;
  }
}
