package io.tallystick.gateway.journey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.PGConnection;

/** A whole database as PostgreSQL's COPY writes it (what pg_dump holds), to be put back later. */
final class Backup {

  private final Map<String, byte[]> tables;

  private Backup(Map<String, byte[]> tables) {
    this.tables = tables;
  }

  static Backup taken() {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      var tables = new LinkedHashMap<String, byte[]>();
      for (var table : names(connection)) {
        var bytes = new ByteArrayOutputStream();
        copy.copyOut("COPY " + table + " TO STDOUT (FORMAT binary)", bytes);
        tables.put(table, bytes.toByteArray());
      }
      return new Backup(tables);
    } catch (SQLException | IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** All rows as they were, under the running service. */
  void restore() {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL session_replication_role = replica"); // as pg_restore does
      statement.execute("TRUNCATE " + String.join(", ", tables.keySet()));
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (var table : tables.entrySet()) {
        copy.copyIn(
            "COPY " + table.getKey() + " FROM STDIN (FORMAT binary)",
            new ByteArrayInputStream(table.getValue()));
      }
      connection.commit();
    } catch (SQLException | IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT tablename FROM pg_tables WHERE schemaname = 'public'
                AND tablename <> 'flyway_schema_history' ORDER BY tablename\
                """)) {
      while (rows.next()) names.add(rows.getString(1));
    }
    return names;
  }

  private static Connection connect() throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.datasource.username", String.class),
        config.getValue("quarkus.datasource.password", String.class));
  }
}
