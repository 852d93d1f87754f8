package io.tallystick.gateway.enrolment.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what role somebody acts for a patient. */
public enum ActsAs {
  SELF,
  GUARDIAN,
  DELEGATE,
  EXECUTOR;

  /** As in JSON and in the custodian's attestation. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ActsAs> of(String code) {
    return Arrays.stream(values()).filter(a -> a.code().equals(code)).findFirst();
  }
}
