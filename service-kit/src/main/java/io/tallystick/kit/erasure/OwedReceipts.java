package io.tallystick.kit.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accesses whose receipt this service owes: table {@code owed_receipt}. */
@ApplicationScoped
public class OwedReceipts {

  private final Clock clock;

  OwedReceipts(Clock clock) {
    this.clock = clock;
  }

  /** Notes it, once; from here on {@link #isOwed} holds for every other transaction. */
  public void owe(Handle tx, String accessId) {
    lock(tx, accessId);
    tx.execute(
        "INSERT INTO owed_receipt (access_id, due_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        accessId,
        clock.instant());
  }

  /**
   * Whether content of that access must not be taken in any more. Whoever asks, and keeps content
   * in the same transaction, is ahead of {@link #owe} or sees it.
   */
  public boolean isOwed(Handle tx, String accessId) {
    lock(tx, accessId);
    return tx.createQuery("SELECT 1 FROM owed_receipt WHERE access_id = ?")
        .bind(0, accessId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  Optional<String> nextDue(Handle tx) {
    return tx.createQuery(
            """
            SELECT access_id FROM owed_receipt WHERE due_at <= ?
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED""")
        .bind(0, clock.instant())
        .mapTo(String.class)
        .findOne();
  }

  /** Looked at again then; null while the ledger has the word, and after the last one. */
  void dueAt(Handle tx, String accessId, Instant when) {
    tx.execute("UPDATE owed_receipt SET due_at = ? WHERE access_id = ?", when, accessId);
  }

  void notOwed(Handle tx, String accessId) {
    tx.execute("DELETE FROM owed_receipt WHERE access_id = ?", accessId);
  }

  private static void lock(Handle tx, String accessId) {
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 70))", accessId);
  }
}
