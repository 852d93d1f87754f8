package io.tallystick.kit.release.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The releases that a service received and keeps. */
public interface HeldReleases {

  sealed interface Held {
    /**
     * @param releasePackage verified, canonical JSON of a {@link
     *     io.tallystick.kit.release.ReleasePackage}
     * @param receivedAt when it came; stands in for what has no {@code meta.lastUpdated}
     */
    record Kept(byte[] releasePackage, Instant receivedAt) implements Held {}

    /** As the patient's revocation or a term asked. */
    record Erased() implements Held {}
  }

  /**
   * Who reads.
   *
   * @param username the name they sign in with, by which a request names who asks
   */
  record Reader(String subject, String username) {}

  /** Empty if no such release came, or none that this reader may see. */
  Optional<Held> find(Handle tx, String decisionId, Reader reader);

  /**
   * What is kept about a person of the own registry, and this reader may see, oldest first; a
   * service without a registry has none.
   */
  default List<Held.Kept> ofPatient(Handle tx, String patientId, Reader reader) {
    return List.of();
  }
}
