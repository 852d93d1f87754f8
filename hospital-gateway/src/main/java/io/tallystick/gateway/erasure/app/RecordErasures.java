package io.tallystick.gateway.erasure.app;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Records that are erased, and the way to it. */
public interface RecordErasures {

  /** Why a record may go (GDPR Art. 17 (1)); what has to be kept, its custodian has to know. */
  enum Ground {
    PATIENT_REQUEST,
    PUBLISHED_IN_ERROR,
    RETENTION_OVER,
    COURT_ORDER
  }

  /**
   * @param state as in the table, e.g. {@code PUBLISHED}
   * @param patientId whose it is
   */
  record Standing(String recordId, String patientId, String state, int resources) {}

  /**
   * @param ground absent where the database came from a backup, and the ledger told of it
   * @param txid absent until the ledger has it
   */
  record Erasure(String recordId, Ground ground, String opId, Instant erasedAt, String txid) {}

  /** The record, locked. */
  Optional<Standing> lock(Handle tx, String recordId);

  Optional<Erasure> of(Handle tx, String recordId);

  /**
   * Destroys content, salts and wrapping key, and the packages that wait to be fetched with
   * something of it.
   *
   * @param askedBy the clerk's subject; null with the ground if the ledger told of it
   */
  void erase(Handle tx, String recordId, Ground ground, String askedBy, String opId);

  void recorded(Handle tx, String opId, String txid);
}
