package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.exchange.domain.Reuse;
import io.tallystick.kit.release.ReleasePackage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What other hospitals released to this one, sealed, with where it came from; and its reuse. */
public interface Received {

  /** Does nothing if it is kept. */
  void keep(Handle tx, ReleasePackage given, String patientId, Instant at);

  boolean isKept(Handle tx, String accessId);

  /** Whether it was released to a search of this clinician's. */
  boolean askedFor(Handle tx, String accessId, String clinician);

  /** Empty once erased. */
  Optional<ReleasePackage> open(Handle tx, String accessId);

  /** Beyond any backup. */
  void erase(Handle tx, String accessId, Instant at);

  /**
   * @param opening canonical JSON after its salt, kept sealed
   * @return false if this result's reuse is recorded, or about to be
   */
  boolean addReuse(Handle tx, Reuse reuse, byte[] opening);

  Optional<Reuse> reuse(Handle tx, String reuseId);

  Optional<Reuse> reuseByOperation(Handle tx, String opId);

  List<Reuse> reuses(Handle tx, String accessId);

  byte[] reuseOpening(Handle tx, String reuseId);

  void concluded(Handle tx, Reuse reuse);
}
