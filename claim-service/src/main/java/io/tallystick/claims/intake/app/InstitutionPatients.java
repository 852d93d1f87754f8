package io.tallystick.claims.intake.app;

import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import java.util.List;
import java.util.Optional;

/** Who is a patient of this institution: its own hospital-gateway knows. */
public interface InstitutionPatients {

  /** Whether this institution treats patients at all; the Authority doesn't. */
  boolean here();

  /**
   * The institution's own id of the patient with one of these identifiers.
   *
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code institution.unavailable} when it
   *     can't be told
   */
  Optional<String> find(List<Identifier> identifiers);
}
