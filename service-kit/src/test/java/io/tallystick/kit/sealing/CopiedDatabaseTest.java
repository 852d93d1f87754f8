package io.tallystick.kit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Whoever has the whole database, and not the key folder, has nothing. */
@QuarkusTest
@Deployed
class CopiedDatabaseTest {

  private static final byte[] DOCUMENT = "Jane Doe, influenza".getBytes(StandardCharsets.UTF_8);

  @Inject SealedStore store;
  @Inject KeyProvider keys;
  @Inject Transactions transactions;
  @Inject TallystickConfig config;
  @Inject Ids ids;

  private record Copied(String id, SealedRow row) {}

  @Test
  void it_opens_nothing_with_another_folder_s_keys() {
    var own = sealed();
    var copies =
        transactions.inTransaction(
            tx ->
                tx.createQuery(
                        """
                        SELECT id, wrapped_key, iv, ciphertext FROM sealed_document
                        WHERE erased_at IS NULL\
                        """)
                    .map(
                        (row, context) ->
                            new Copied(
                                row.getString(1),
                                new SealedRow(row.getBytes(2), row.getBytes(3), row.getBytes(4))))
                    .list());
    assertThat(copies).extracting(Copied::id).contains(own);
    for (var copy : copies) {
      assertThatThrownBy(() -> copy.row().open(new Keys(null), copy.id()))
          .isInstanceOf(KeyDestroyed.class);
      var guess = new Keys(new SecretKeySpec(ids.bytes(32), "AES"));
      assertThatThrownBy(() -> copy.row().open(guess, copy.id())).isInstanceOf(SealBroken.class);
    }
    var ours = copies.stream().filter(copy -> copy.id().equals(own)).findFirst().orElseThrow();
    assertThat(ours.row().open(keys, own)).as("with the folder it opens").isEqualTo(DOCUMENT);
  }

  @Test
  void no_table_holds_a_key_or_what_was_sealed() throws IOException {
    sealed();
    var needles = needles();
    assertThat(needles.size()).isGreaterThan(3);
    var rows = everyRow();
    assertThat(rows).isNotEmpty();
    for (var row : rows) {
      for (var needle : needles) assertThat(row).doesNotContain(needle);
    }
  }

  /** Each wrapping key and the document, as PostgreSQL and as programs would write them. */
  private List<String> needles() throws IOException {
    var needles = new ArrayList<String>();
    needles.add("Jane Doe");
    needles.add(HexFormat.of().formatHex(DOCUMENT));
    try (var files = Files.walk(config.keys().folder())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var key = Files.readAllBytes(file);
        needles.add(HexFormat.of().formatHex(key));
        needles.add(Base64.getEncoder().encodeToString(key).substring(0, 42));
        needles.add(Base64.getUrlEncoder().encodeToString(key).substring(0, 42));
      }
    }
    return needles;
  }

  private List<String> everyRow() {
    return transactions.inTransaction(
        tx -> {
          var tables =
              tx.createQuery(
                      """
                      SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                      FROM information_schema.tables
                      WHERE table_type = 'BASE TABLE' AND table_schema = 'public'\
                      """)
                  .mapTo(String.class)
                  .list();
          var rows = new ArrayList<String>();
          for (var table : tables) {
            rows.addAll(
                tx.createQuery("SELECT t::text FROM " + table + " t").mapTo(String.class).list());
          }
          return rows;
        });
  }

  private String sealed() {
    var id = "copied/" + ids.next();
    transactions.useTransaction(tx -> store.seal(tx, id, DOCUMENT));
    return id;
  }

  /** A folder that isn't the institution's: empty, or with one key under every name. */
  private record Keys(SecretKey key) implements KeyProvider {

    @Override
    public SecretKey create(String name) {
      throw new AssertionError("nothing is sealed here");
    }

    @Override
    public Optional<SecretKey> find(String name) {
      return Optional.ofNullable(key);
    }

    @Override
    public void destroy(String name) {
      throw new AssertionError("nothing is destroyed here");
    }
  }
}
