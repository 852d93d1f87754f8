package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.EndReason;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.enrolment.domain.RoleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Enrolments; what an applicant says of a person is sealed. */
public interface Enrolments {

  void add(Handle tx, Enrolment enrolment, Applicant about);

  /** The same request, not rejected or revoked since: same person, key, role and patient. */
  Optional<Enrolment> same(Handle tx, Enrolment enrolment, Applicant about);

  Optional<Enrolment> lock(Handle tx, String enrolmentId);

  Applicant about(Handle tx, String enrolmentId);

  /** Oldest first, 500 at most. */
  List<Enrolment> pending(Handle tx);

  List<Enrolment> ofSubject(Handle tx, String subject);

  /** All that were ever attested for this patient, latest first. */
  List<Enrolment> ofPatient(Handle tx, String patientId);

  /** Why it was ended before its term; empty if it wasn't. */
  Optional<EndReason> endedFor(Handle tx, String enrolmentId);

  /** Those of this key for this patient; none of them changes until the transaction ends. */
  List<Enrolment> hold(Handle tx, String patientId, String thumbprint);

  void attested(
      Handle tx,
      String enrolmentId,
      String patientId,
      Instant notAfter,
      RoleScope scope,
      String clerk);

  void rejected(Handle tx, String enrolmentId, String clerk);

  /**
   * @param by the clerk's username, or {@code patient}
   */
  void revoked(Handle tx, String enrolmentId, EndReason reason, String by);
}
