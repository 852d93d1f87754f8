package io.tallystick.kit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.kit.testing.ConsortiumResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an earlier version goes on where it was. */
class MigrationTest {

  @TempDir Path earlier;

  @Test
  void a_command_under_way_before_group_commit_keeps_its_envelope() throws Exception {
    var resource = new ConsortiumResource();
    resource.init(Map.of("org", "riverside", "parts", "postgres"));
    var url = resource.start().get("quarkus.datasource.jdbc.url");
    Files.write(earlier.resolve("V001__service_kit.sql"), script("V001__service_kit.sql"));
    Files.writeString(earlier.resolve("V100__service.sql"), "CREATE TABLE of_service (id text);");
    migrate(url, "filesystem:" + earlier, true);
    var database = Jdbi.create(url, "postgres", "postgres");
    database.useHandle(
        h ->
            h.execute(
                """
                INSERT INTO ledger_command
                  (op_id, kind, aggregate_id, transaction, operation, endorsers, state, txid, envelope)
                VALUES ('a', 'k', 'a', 't', '{}', '', 'ENDORSED', 'tx', 'bytes'::bytea),
                  ('b', 'k', 'b', 't', '{}', '', 'READY', NULL, NULL)"""));

    Files.write(earlier.resolve("V002__group_commit.sql"), script("V002__group_commit.sql"));
    migrate(
        url,
        "filesystem:" + earlier,
        Boolean.parseBoolean(defaults("quarkus.flyway.out-of-order")));

    var kept =
        database.withHandle(
            h ->
                h.createQuery(
                        """
                        SELECT convert_from(t.envelope, 'UTF8') FROM ledger_command c
                        JOIN ledger_transaction t ON t.txid = c.txid WHERE c.op_id = 'a'""")
                    .mapTo(String.class)
                    .list());
    assertThat(kept).containsExactly("bytes");
  }

  private static void migrate(String url, String location, boolean outOfOrder) {
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations(location)
        .outOfOrder(outOfOrder)
        .load()
        .migrate();
  }

  private static byte[] script(String name) throws Exception {
    try (var in = MigrationTest.class.getResourceAsStream("/db/kit/" + name)) {
      return in.readAllBytes();
    }
  }

  private static String defaults(String name) throws Exception {
    try (var in =
        MigrationTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty(name);
    }
  }
}
