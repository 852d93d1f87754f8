package io.tallystick.journeys.verify;

import io.tallystick.cli.verify.copies.Row;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.generic.GenericType;

/** What somebody with the database's password may do to one row. */
record TamperWithRow(Handle tx, KeptTable table, Random random) {

  /** Says what was done; null if a constraint of the table's stood against every try. */
  String anyhow(Row row) {
    for (int tries = 0; tries < 8; tries++) {
      tx.savepoint("before");
      try {
        var done = once(row);
        if (done != null) return done;
      } catch (JdbiException against) {
        // As the attacker would: something else then.
      }
      tx.rollbackToSavepoint("before");
    }
    return null;
  }

  private String once(Row row) {
    if (table.complete() && random.nextInt(5) == 0) {
      tx.execute("DELETE FROM " + table.name() + where(), row.key());
      return "deleted";
    }
    var columns = List.copyOf(new TreeMap<>(row.facts()).keySet());
    var column = columns.get(random.nextInt(columns.size()));
    var type = types().get(column);
    int changed =
        tx.execute(
            "UPDATE %s SET %s = %s%s".formatted(table.name(), column, other(column, type), where()),
            row.key());
    return changed == 1 ? "another " + column : null;
  }

  private String where() {
    return " WHERE " + table.key() + " = ?";
  }

  private Map<String, String> types() {
    return tx.createQuery(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?")
        .bind(0, table.name())
        .setMapKeyColumn("column_name")
        .setMapValueColumn("data_type")
        .collectInto(new GenericType<Map<String, String>>() {});
  }

  /** Another value of that type, close to the one that is there. */
  private String other(String column, String type) {
    return switch (type) {
      case "bigint", "integer" -> column + " + 1";
      case "boolean" -> "NOT " + column;
      case "timestamp with time zone" -> column + " + interval '1 millisecond'";
      case "text" -> otherText(column, 1 + random.nextInt(200));
      default -> throw new IllegalStateException(column + " is " + type);
    };
  }

  /** One character another; of a shorter text the last one, of an empty one the first. */
  private static String otherText(String column, int at) {
    var place = "greatest(1, least(%d, length(%s)))".formatted(at, column);
    return ("overlay(%1$s placing (CASE WHEN substr(%1$s, %2$s, 1) = '0' THEN '1' ELSE '0' END)"
            + " from %2$s for 1)")
        .formatted(column, place);
  }
}
