package io.tallystick.claims.remittance.app;

import io.tallystick.claims.remittance.domain.Remittance;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The newest verified answer of each claim's payer. */
public interface Remittances {

  /**
   * @return false if it is there already
   */
  boolean put(
      Handle tx, String claimId, String commitment, Remittance remittance, Instant receivedAt);

  /** The commitment of the claim's answer. */
  Optional<String> commitment(Handle tx, String claimId);
}
