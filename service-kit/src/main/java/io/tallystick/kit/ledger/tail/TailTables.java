package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.org.Org;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables that the tail fills: {@code ledger_tail}, {@code _operation}, {@code _entry}. */
final class TailTables {

  /**
   * @param headerHash of block {@code next - 1}; null before block 0
   */
  record Checkpoint(long next, byte[] headerHash) {

    /**
     * Whether this is the last block read.
     *
     * @throws ChainBroken if the peer now has another block in its place
     */
    boolean endsWith(ChainBlock block) {
      if (block.number() != next - 1) return false;
      if (Arrays.equals(headerHash, block.headerHash())) return true;
      throw new ChainBroken("block " + block.number() + " is another than the one that was read");
    }
  }

  static Checkpoint checkpoint(Handle tx) {
    return tx.createQuery("SELECT next_block, header_hash FROM ledger_tail")
        .map((row, context) -> new Checkpoint(row.getLong(1), row.getBytes(2)))
        .one();
  }

  /** False if another replica was faster. */
  static boolean advance(Handle tx, Checkpoint from, Checkpoint to) {
    return tx.execute(
            "UPDATE ledger_tail SET next_block = ?, header_hash = ? WHERE next_block = ?",
            to.next(),
            to.headerHash(),
            from.next())
        == 1;
  }

  static void insertFacts(Handle tx, List<LedgerFact> facts) {
    if (facts.isEmpty()) return;
    var batch =
        tx.prepareBatch(
            """
            INSERT INTO ledger_operation
              (op_id, txid, block, transaction, key, version, creator_msp, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (op_id) DO NOTHING""");
    for (var fact : facts) {
      batch.add(
          fact.opId(),
          fact.txid(),
          fact.block(),
          fact.transaction(),
          fact.key(),
          fact.version(),
          fact.creatorMsp(),
          fact.at().atOffset(ZoneOffset.UTC));
    }
    batch.execute();
  }

  static void upsertEntries(Handle tx, List<Reading.Row> rows) {
    if (rows.isEmpty()) return;
    var batch =
        tx.prepareBatch(
            """
            INSERT INTO ledger_entry (key, value, txid, block, version) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, txid = excluded.txid,
              block = excluded.block, version = excluded.version""");
    for (var row : rows) {
      var applied = row.applied();
      batch.add(
          applied.key(),
          row.json(),
          applied.fact().txid(),
          applied.fact().block(),
          EntryType.version(applied.entry()));
    }
    batch.execute();
  }

  static void insertDisbelieved(Handle tx, List<Reading.Disbelieved> disbelieved) {
    for (var entry : disbelieved) {
      tx.execute(
          """
          INSERT INTO ledger_disbelieved (txid, key, block, endorsers) VALUES (?, ?, ?, ?)
          ON CONFLICT DO NOTHING""",
          entry.txid(),
          entry.key(),
          entry.block(),
          String.join(",", entry.endorsers()));
    }
  }

  static <T> Optional<T> entry(Handle tx, String key, Class<T> type) {
    return tx.createQuery("SELECT value FROM ledger_entry WHERE key = ?")
        .bind(0, key)
        .map((row, context) -> CanonicalJson.read(row.getString(1), type))
        .findOne();
  }

  static Optional<LedgerFact> operation(Handle tx, String opId) {
    return tx.createQuery("SELECT * FROM ledger_operation WHERE op_id = ?")
        .bind(0, opId)
        .map((row, context) -> fact(row))
        .findOne();
  }

  static List<LedgerFact> history(Handle tx, String key) {
    return tx.createQuery("SELECT * FROM ledger_operation WHERE key = ? ORDER BY version, block")
        .bind(0, key)
        .map((row, context) -> fact(row))
        .list();
  }

  static List<Org> orgs(Handle tx) {
    return tx.createQuery(
            "SELECT value FROM ledger_entry WHERE starts_with(key, 'org~') ORDER BY key")
        .map((row, context) -> CanonicalJson.read(row.getString(1), Org.class))
        .list();
  }

  private static LedgerFact fact(ResultSet row) throws SQLException {
    return new LedgerFact(
        row.getString("op_id"),
        row.getString("txid"),
        row.getLong("block"),
        row.getString("transaction"),
        row.getString("key"),
        row.getLong("version"),
        row.getString("creator_msp"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private TailTables() {}
}
