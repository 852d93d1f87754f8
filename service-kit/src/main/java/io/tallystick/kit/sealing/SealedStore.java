package io.tallystick.kit.sealing;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Clinical and claim documents at rest: each under its own data key (AES-256-GCM, the id as
 * associated data), that key wrapped under the document's own wrapping key in the {@link
 * KeyProvider}, outside the database and its backups.
 */
public interface SealedStore {

  /**
   * @param id unique in the service, e.g. {@code claim/<claimId>}; letters, digits and {@code / . _
   *     -}
   * @throws IllegalStateException if the id is taken
   */
  void seal(Handle tx, String id, byte[] document);

  /**
   * @return empty if it was never stored or is erased
   * @throws SealBroken if the stored bytes aren't what was sealed under this id
   * @throws KeyDestroyed if it was erased, and its row has come back from a backup
   */
  Optional<byte[]> open(Handle tx, String id);

  /** Destroys the wrapping key: no copy of the row, in no backup, can be opened again. */
  void erase(Handle tx, String id);
}
