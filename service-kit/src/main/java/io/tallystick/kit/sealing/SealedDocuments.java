package io.tallystick.kit.sealing;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** {@link SealedStore} in table {@code sealed_document}. */
@ApplicationScoped
class SealedDocuments implements SealedStore {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9/._~-]{1,200}");

  private final KeyProvider keys;
  private final Ids ids;
  private final Transactions transactions;

  SealedDocuments(KeyProvider keys, Ids ids, Transactions transactions) {
    this.keys = keys;
    this.ids = ids;
    this.transactions = transactions;
  }

  /** The wrapping key is on disk before the row can commit; a rolled-back row leaves a bare key. */
  @Override
  public void seal(Handle tx, String id, byte[] document) {
    if (!ID.matcher(id).matches()) throw new IllegalArgumentException("not a document id");
    var sealed = SealedRow.seal(keys, ids, id, document);
    int inserted =
        tx.createUpdate(
                """
                INSERT INTO sealed_document (id, wrapped_key, iv, ciphertext)
                VALUES (:id, :wrapped, :iv, :ciphertext) ON CONFLICT DO NOTHING\
                """)
            .bind("id", id)
            .bind("wrapped", sealed.wrappedKey())
            .bind("iv", sealed.iv())
            .bind("ciphertext", sealed.ciphertext())
            .execute();
    if (inserted == 0) throw new IllegalStateException("a document is there already: " + id);
  }

  @Override
  public Optional<byte[]> open(Handle tx, String id) {
    return tx.createQuery(
            """
            SELECT wrapped_key, iv, ciphertext FROM sealed_document
            WHERE id = :id AND erased_at IS NULL\
            """)
        .bind("id", id)
        .map((row, context) -> new SealedRow(row.getBytes(1), row.getBytes(2), row.getBytes(3)))
        .findOne()
        .map(row -> row.open(keys, id));
  }

  /** The row goes in this transaction, the key right after its commit; a start finishes a crash. */
  @Override
  public void erase(Handle tx, String id) {
    tx.createUpdate(
            """
            UPDATE sealed_document
            SET erased_at = now(), wrapped_key = NULL, iv = NULL, ciphertext = NULL
            WHERE id = :id AND erased_at IS NULL\
            """)
        .bind("id", id)
        .execute();
    tx.afterCommit(this::destroyErased);
  }

  void finishErasures(@Observes StartupEvent start) {
    destroyErased();
  }

  private void destroyErased() {
    transactions.useTransaction(
        tx -> {
          var erased =
              tx.createQuery(
                      """
                      SELECT id FROM sealed_document
                      WHERE erased_at IS NOT NULL AND NOT key_destroyed FOR UPDATE SKIP LOCKED\
                      """)
                  .mapTo(String.class)
                  .list();
          for (var id : erased) {
            keys.destroy(SealedRow.keyName(id));
            tx.execute("UPDATE sealed_document SET key_destroyed = true WHERE id = ?", id);
          }
        });
  }
}
