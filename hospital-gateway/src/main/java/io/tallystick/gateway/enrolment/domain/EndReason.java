package io.tallystick.gateway.enrolment.domain;

import java.util.Arrays;
import java.util.Optional;

/** Why an attested enrolment ends, and what becomes of the consents that its key signed last. */
public enum EndReason {
  /** The key can't be used any more: its browser's data is gone, or the device is. */
  LOST,
  /** Another key took its place. */
  REPLACED,
  /** Guardianship, delegation or executorship is over before its term. */
  ROLE_OVER,
  /** Somebody else may have the key, or has used it; or nobody said why. */
  MISUSED;

  /**
   * What was signed rightly stays valid until the patient, with another key or on paper, ends it;
   * only where that is in doubt the custodian revokes it at once.
   */
  public boolean withdrawsConsents() {
    return this == MISUSED;
  }

  public static Optional<EndReason> of(String name) {
    return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
  }
}
