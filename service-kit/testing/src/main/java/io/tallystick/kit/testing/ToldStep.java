package io.tallystick.kit.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/**
 * A step of a claim that the ledger can't take within a test, because a deadline weeks away has to
 * pass first: written into a service's own copy of the chain as the block tail would. For a
 * transaction that is rolled back.
 */
public final class ToldStep {

  /** Thrown to undo what was written. */
  public static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The Authority takes over an appeal that the payer didn't decide in time. */
  public static String lapse(Connection tx, String claimId, LedgerEntry.Appeal appeal) {
    var passedOn =
        Map.of("level", 2, "by", "AUTHORITY", "commitment", appeal.commitment(), "at", appeal.at());
    return byAuthority(tx, claimId, "claim:lapse", Map.of("appeal", passedOn));
  }

  /**
   * @param transaction e.g. {@code claim:decide}
   * @param changed members of the claim's entry that the step gives another value
   * @return the operation's id
   */
  public static String byAuthority(
      Connection tx, String claimId, String transaction, Map<String, ?> changed) {
    var opId = UUID.randomUUID().toString().replace("-", "");
    try {
      var entry = CanonicalJson.read(entry(tx, claimId), ObjectNode.class);
      long version = entry.get("version").asLong() + 1;
      entry.put("version", version);
      changed.forEach((member, value) -> entry.set(member, CanonicalJson.tree(value)));
      var after = CanonicalJson.text(CanonicalJson.read(entry, LedgerEntry.Claim.class));
      write(
          tx,
          "UPDATE ledger_entry SET value = ?, version = ? WHERE key = ?",
          after,
          version,
          LedgerKeys.claim(claimId));
      write(
          tx,
          """
          INSERT INTO ledger_operation
            (op_id, txid, block, transaction, key, version, creator_msp, at)
          VALUES (?, ?, 1, ?, ?, ?, 'AuthorityMSP', now())""",
          opId,
          "0".repeat(64),
          transaction,
          LedgerKeys.claim(claimId),
          version);
      return opId;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String entry(Connection tx, String claimId) throws SQLException {
    try (var query = tx.prepareStatement("SELECT value FROM ledger_entry WHERE key = ?")) {
      query.setString(1, LedgerKeys.claim(claimId));
      try (var row = query.executeQuery()) {
        if (!row.next()) throw new IllegalStateException("the own copy lacks claim " + claimId);
        return row.getString(1);
      }
    }
  }

  private static void write(Connection tx, String sql, Object... values) throws SQLException {
    try (var statement = tx.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      statement.executeUpdate();
    }
  }

  private ToldStep() {}
}
