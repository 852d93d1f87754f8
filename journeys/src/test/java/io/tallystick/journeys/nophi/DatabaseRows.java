package io.tallystick.journeys.nophi;

import io.tallystick.devnet.Devnet;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Every row of every table of every database as text: PostgreSQL compresses long values in its
 * files, so that a search of the files alone would miss them.
 */
record DatabaseRows(Devnet devnet) {

  /** Writes what is in memory to the files, which are searched too. */
  void checkpoint() throws SQLException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  private record Table(String database, String name) {}

  /**
   * @param table told its name and one row's text at a time, by as many threads as there are cores
   */
  void each(BiConsumer<String, byte[]> table) throws SQLException {
    var tables = new ArrayList<Table>();
    for (var database : column("postgres", "select datname from pg_database where datallowconn")) {
      column(
              database,
              "select format('%I.%I', schemaname, tablename) from pg_tables"
                  + " where schemaname <> 'information_schema'")
          .forEach(name -> tables.add(new Table(database, name)));
    }
    try (var threads = Executors.newWorkStealingPool()) {
      var all = new ArrayList<Future<Void>>();
      for (var each : tables) {
        all.add(threads.submit(() -> rows(each.database(), each.name(), table)));
      }
      for (var done : all) done.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new SQLException(failed);
    }
  }

  private Void rows(String database, String name, BiConsumer<String, byte[]> table)
      throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false); // only so does the driver read piece by piece
      statement.setFetchSize(200);
      try (var rows = statement.executeQuery("select t::text from " + name + " t")) {
        while (rows.next()) {
          var text = rows.getString(1);
          if (text != null) {
            table.accept(database + " " + name, text.getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
    return null;
  }

  private List<String> column(String database, String query) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) values.add(rows.getString(1));
    }
    return values;
  }

  private Connection connect(String database) throws SQLException {
    var url = devnet.ports().jdbc(database);
    return DriverManager.getConnection(url, "postgres", devnet.secrets().postgres());
  }
}
