package io.tallystick.kit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.TestInstitution;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Deployed
class SealingTest {

  private static final byte[] DOCUMENT = "Jane Doe, influenza".getBytes(StandardCharsets.UTF_8);

  @Inject SealedStore store;
  @Inject BlindIndex index;
  @Inject Envelopes envelopes;
  @Inject Transactions transactions;
  @Inject TallystickConfig config;
  @Inject TailProgress tail;
  @Inject Ids ids;

  @Test
  void a_document_opens_as_it_was_and_the_row_does_not_show_it() {
    var id = sealed();
    assertThat(open(id)).hasValueSatisfying(d -> assertThat(d).isEqualTo(DOCUMENT));
    var row =
        transactions.inTransaction(
            tx ->
                tx.createQuery("SELECT ciphertext FROM sealed_document WHERE id = ?")
                    .bind(0, id)
                    .mapTo(byte[].class)
                    .one());
    assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("Jane");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ciphertext", "iv", "wrapped_key"})
  void one_flipped_bit_and_it_does_not_open(String column) {
    var id = sealed();
    transactions.useTransaction(
        tx ->
            tx.execute(
                "UPDATE sealed_document SET "
                    + column
                    + " = set_bit("
                    + column
                    + ", 13, 1 - get_bit("
                    + column
                    + ", 13)) WHERE id = ?",
                id));
    assertThatThrownBy(() -> open(id)).isInstanceOf(SealBroken.class);
  }

  @Test
  void bytes_sealed_for_one_document_open_for_no_other() {
    var one = sealed();
    var other = sealed();
    transactions.useTransaction(
        tx ->
            tx.execute(
                """
                UPDATE sealed_document o SET ciphertext = d.ciphertext, iv = d.iv, wrapped_key = d.wrapped_key
                FROM sealed_document d WHERE o.id = ? AND d.id = ?\
                """,
                other,
                one));
    assertThatThrownBy(() -> open(other)).isInstanceOf(SealBroken.class);
  }

  @Test
  void an_erased_document_stays_closed_even_to_a_backup_of_its_row() {
    var id = sealed();
    record Backup(byte[] key, byte[] iv, byte[] text) {}
    var backup =
        transactions.inTransaction(
            tx ->
                tx.createQuery(
                        "SELECT wrapped_key, iv, ciphertext FROM sealed_document WHERE id = ?")
                    .bind(0, id)
                    .map(
                        (row, context) ->
                            new Backup(row.getBytes(1), row.getBytes(2), row.getBytes(3)))
                    .one());
    transactions.useTransaction(tx -> store.erase(tx, id));
    assertThat(open(id)).isEmpty();

    transactions.useTransaction(
        tx ->
            tx.execute(
                "UPDATE sealed_document SET wrapped_key = ?, iv = ?, ciphertext = ?, erased_at ="
                    + " NULL WHERE id = ?",
                backup.key(),
                backup.iv(),
                backup.text(),
                id));
    assertThatThrownBy(() -> open(id)).isInstanceOf(KeyDestroyed.class);
  }

  @Test
  void key_files_are_the_owners_alone() throws Exception {
    sealed();
    try (var files = Files.walk(config.keys().folder())) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Test
  void an_index_finds_equal_values_of_one_field() {
    assertThat(index.of("family", " DOE ")).isEqualTo(index.of("family", "doe"));
    assertThat(index.of("family", "doe")).isNotEqualTo(index.of("given", "doe"));
    assertThat(index.of("family", "doe")).isNotEqualTo(index.of("family", "dough"));
  }

  @Test
  void an_envelope_opens_for_its_recipient_only() throws Exception {
    assertThat(tail.await(1, Duration.ofSeconds(60))).isTrue();
    var sealed = envelopes.seal("harbor", DOCUMENT);
    assertThat(TestInstitution.of("harbor").events().open(sealed)).isEqualTo(DOCUMENT);
    assertThatThrownBy(() -> envelopes.open(sealed)).isInstanceOf(SealBroken.class);

    var own = envelopes.seal("riverside", DOCUMENT);
    assertThat(envelopes.open(own)).isEqualTo(DOCUMENT);
    int middle = own.length() - 30;
    var altered =
        own.substring(0, middle)
            + (own.charAt(middle) == 'A' ? 'B' : 'A')
            + own.substring(middle + 1);
    assertThatThrownBy(() -> envelopes.open(altered)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> envelopes.open("rubbish")).isInstanceOf(SealBroken.class);
  }

  private String sealed() {
    var id = "test/" + ids.next();
    transactions.useTransaction(tx -> store.seal(tx, id, DOCUMENT));
    return id;
  }

  private Optional<byte[]> open(String id) {
    return transactions.inTransaction(tx -> store.open(tx, id));
  }
}
