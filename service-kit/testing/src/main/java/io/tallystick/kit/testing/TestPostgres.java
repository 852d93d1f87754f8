package io.tallystick.kit.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** One PostgreSQL for the JVM, a fresh database for each application under test. */
final class TestPostgres {

  private static final String PORT = "tallystick-testing.postgres";

  static Map<String, String> freshDatabase() {
    var server = "jdbc:postgresql://127.0.0.1:" + port() + "/";
    var database = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = DriverManager.getConnection(server + "postgres", "postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url", server + database,
        "quarkus.datasource.username", "postgres",
        "quarkus.datasource.password", "postgres");
  }

  private static synchronized String port() {
    if (System.getProperty(PORT) == null) {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setPort(HeldPort.next())
                .setServerConfig("fsync", "off")
                .start();
        System.setProperty(PORT, Integer.toString(server.getPort()));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return System.getProperty(PORT);
  }

  private TestPostgres() {}
}
