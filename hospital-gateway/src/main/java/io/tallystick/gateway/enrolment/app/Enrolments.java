package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.Enrolment;
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

  /** Those of this key for this patient; none of them changes until the transaction ends. */
  List<Enrolment> hold(Handle tx, String patientId, String thumbprint);

  void decide(
      Handle tx,
      String enrolmentId,
      Enrolment.State state,
      String patientId,
      Instant notAfter,
      String clerk);
}
