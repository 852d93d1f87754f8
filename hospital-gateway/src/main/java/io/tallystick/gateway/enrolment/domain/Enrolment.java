package io.tallystick.gateway.enrolment.domain;

import io.tallystick.vocabulary.consent.Mandate;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody of the {@code patients} realm, their key, and the patient whom they are, or act for.
 *
 * @param subject {@code sub} in the patients realm
 * @param patientId absent until attested
 * @param notAfter until when the role holds; absent means without end
 * @param scope what a representative may do; absent for the patient, and for a representative
 *     without bounds
 * @param kiosk made on a shared device, which forgets it: a key for one visit
 */
public record Enrolment(
    String enrolmentId,
    String subject,
    PublicJwk key,
    ActsAs actsAs,
    State state,
    String patientId,
    Instant notAfter,
    Instant requestedAt,
    RoleScope scope,
    boolean kiosk) {

  public enum State {
    PENDING,
    ATTESTED,
    REJECTED,
    REVOKED
  }

  /** Absent for the patient: what the institution attests of anybody else. */
  public Optional<Mandate> mandate() {
    if (actsAs == ActsAs.SELF) return Optional.empty();
    return Optional.of(scope == null ? Mandate.full(notAfter) : scope.until(notAfter));
  }

  /** Whether what goes to this institution is the bearer's to see. */
  public boolean concerns(String grantee) {
    return mandate().map(m -> m.concerns(grantee)).orElse(true);
  }

  /** Whether the bearer may consent at all towards this institution. */
  public boolean mayConsent(String grantee) {
    return mandate().map(m -> m.mayConsent() && m.concerns(grantee)).orElse(true);
  }

  /** Whether the bearer may do all that the patient may. */
  public boolean unbounded() {
    return mandate().map(Mandate::coversEverything).orElse(true);
  }

  /** Whether the institution vouches for this key now. */
  public boolean inForce(Instant now) {
    return state == State.ATTESTED && (notAfter == null || now.isBefore(notAfter));
  }
}
