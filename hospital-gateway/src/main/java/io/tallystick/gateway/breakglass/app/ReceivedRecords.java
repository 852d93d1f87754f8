package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What this hospital received in an emergency; the content is sealed. */
public interface ReceivedRecords {

  /**
   * @param unverified resources whose record the own copy of the ledger didn't hold yet
   * @param erasedAt absent while it is here
   */
  record Received(
      String decisionId,
      String custodian,
      String clinician,
      Instant releasedAt,
      Instant reviewBy,
      int resources,
      int unverified,
      Instant erasedAt) {}

  /**
   * @param clinician subject in the own realm
   * @param releasePackage canonical JSON
   */
  void keep(
      Handle tx,
      EmergencyRelease release,
      String custodian,
      String clinician,
      int resources,
      int unverified,
      byte[] releasePackage);

  Optional<Received> byId(Handle tx, String decisionId);

  /**
   * @param clinician null for everybody's
   */
  List<Received> all(Handle tx, String clinician);

  /** The package; empty once erased. */
  Optional<byte[]> open(Handle tx, String decisionId);

  /** Destroys the content; does nothing if none is held. */
  void erase(Handle tx, String decisionId);
}
