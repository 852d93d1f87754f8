package io.tallystick.kit.ledger;

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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code ledger_command}. Every step names the state it leaves, so that no step runs twice.
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
                  (op_id, kind, aggregate_id, transaction, operation, opening_type, opening, endorsers)
                VALUES (:opId, :kind, :aggregate, :transaction, :operation, :type, :opening, :endorsers)
                ON CONFLICT (op_id) DO NOTHING""")
            .bind("opId", command.opId())
            .bind("kind", command.kind())
            .bind("aggregate", command.aggregateId())
            .bind("transaction", command.operation().transaction())
            .bind("operation", CanonicalJson.text(command.operation()))
            .bind("type", opening == null ? null : OperationJson.typeOf(opening))
            .bind("opening", sealed)
            .bind("endorsers", String.join(",", command.endorsingOrgIds()))
            .execute()
        == 1;
  }

  /** The due commands that are first of their aggregate, oldest first, without those in hand. */
  List<StoredCommand> due(Handle tx, Collection<String> inHand, int most) {
    return tx.createQuery(
            """
            SELECT * FROM ledger_command c
            WHERE outcome_at IS NULL AND due_at <= now() AND op_id <> ALL (:inHand)
              AND NOT EXISTS (
                SELECT 1 FROM ledger_command earlier
                WHERE earlier.aggregate_id = c.aggregate_id AND earlier.outcome_at IS NULL
                  AND earlier.seq < c.seq)
            ORDER BY seq LIMIT :most
            FOR UPDATE SKIP LOCKED""")
        .bindArray("inHand", String.class, inHand.toArray())
        .bind("most", most)
        .map((row, context) -> read(row))
        .list();
  }

  /** Fixes the one transaction that may carry this command; false if that was done already. */
  boolean endorsed(Handle tx, StoredCommand command) {
    return tx.execute(
            """
            UPDATE ledger_command SET state = 'ENDORSED', txid = ?, envelope = ?, last_fault = NULL
            WHERE op_id = ? AND state = 'READY'""",
            command.txid(),
            command.envelope(),
            command.opId())
        == 1;
  }

  /** Its transaction is in a block with an invalid code, so a new one may be made. */
  boolean invalid(Handle tx, StoredCommand command, String code, Duration pause) {
    return tx.execute(
            """
            UPDATE ledger_command
            SET state = 'READY', txid = NULL, envelope = NULL, attempts = attempts + 1,
                due_at = now() + ? * interval '1 millisecond', last_fault = ?
            WHERE op_id = ? AND state = 'ENDORSED' AND txid = ?""",
            pause.toMillis(),
            code,
            command.opId(),
            command.txid())
        == 1;
  }

  void postpone(Handle tx, StoredCommand command, String fault, Duration pause) {
    tx.execute(
        """
        UPDATE ledger_command
        SET attempts = attempts + 1, due_at = now() + ? * interval '1 millisecond', last_fault = ?
        WHERE op_id = ? AND outcome_at IS NULL""",
        pause.toMillis(),
        fault,
        command.opId());
  }

  boolean committed(Handle tx, StoredCommand command, LedgerReceipt receipt) {
    return tx.execute(
            """
            UPDATE ledger_command
            SET state = 'COMMITTED', block = ?, accepted = ?, outcome_at = ?, opening = NULL, envelope = NULL
            WHERE op_id = ? AND state = 'ENDORSED' AND txid = ?""",
            receipt.block(),
            CanonicalJson.text(receipt.accepted()),
            receipt.committedAt().atOffset(java.time.ZoneOffset.UTC),
            command.opId(),
            receipt.txid())
        == 1;
  }

  boolean refused(Handle tx, StoredCommand command, Refusal why, Instant at) {
    return tx.execute(
            """
            UPDATE ledger_command
            SET state = 'REFUSED', refusal = ?, outcome_at = ?, opening = NULL, envelope = NULL
            WHERE op_id = ? AND state = 'READY'""",
            CanonicalJson.text(why),
            at.atOffset(java.time.ZoneOffset.UTC),
            command.opId())
        == 1;
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
        row.getString("txid"),
        row.getBytes("envelope"),
        row.getInt("attempts"));
  }

  private static String context(String opId) {
    return "opening/" + opId;
  }
}
