package io.tallystick.gateway.enrolment.domain;

import io.tallystick.vocabulary.crypto.PublicJwk;
import java.time.Instant;

/**
 * Somebody of the {@code patients} realm, their key, and the patient whom they are, or act for.
 *
 * @param subject {@code sub} in the patients realm
 * @param patientId absent until attested
 * @param notAfter until when the role holds; absent means without end
 */
public record Enrolment(
    String enrolmentId,
    String subject,
    PublicJwk key,
    ActsAs actsAs,
    State state,
    String patientId,
    Instant notAfter,
    Instant requestedAt) {

  public enum State {
    PENDING,
    ATTESTED,
    REJECTED,
    REVOKED
  }

  /** Whether the institution vouches for this key now. */
  public boolean inForce(Instant now) {
    return state == State.ATTESTED && (notAfter == null || now.isBefore(notAfter));
  }
}
