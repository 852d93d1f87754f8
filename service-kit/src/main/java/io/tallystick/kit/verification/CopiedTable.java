package io.tallystick.kit.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * A {@link LedgerCopy} that is a query: its first column is the row's key, the others are facts.
 * Binds {@code :after} and {@code :limit}.
 */
public record CopiedTable(String table, String query) implements LedgerCopy {

  /**
   * @param key the expression that makes a row's key
   * @param facts the columns, comma separated
   * @param from the table, with a condition if there is one
   */
  public static CopiedTable of(String table, String key, String facts, String from) {
    var copied =
        "SELECT * FROM (SELECT (%s) COLLATE \"C\" AS copied_key, %s FROM %s) copied"
            .formatted(key, facts, from);
    return new CopiedTable(
        table, copied + " WHERE copied_key > :after ORDER BY copied_key LIMIT :limit");
  }

  @Override
  public List<CopiedRow> rows(Handle tx, String after, int limit) {
    return tx.createQuery(query)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> row(row))
        .list();
  }

  private static CopiedRow row(ResultSet row) throws SQLException {
    var facts = new TreeMap<String, String>();
    var columns = row.getMetaData();
    for (int i = 2; i <= columns.getColumnCount(); i++) {
      var value = row.getObject(i);
      if (value instanceof Timestamp at) value = at.toInstant();
      if (value != null) facts.put(columns.getColumnLabel(i), value.toString());
    }
    return new CopiedRow(row.getString(1), facts);
  }
}
