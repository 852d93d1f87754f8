package io.tallystick.claims.status.app;

import java.util.Set;

/** Whom the calling patient may act for at this institution: the own hospital-gateway knows. */
public interface PatientsOfCaller {

  /**
   * The institution's own patient ids; empty for a stranger.
   *
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code institution.unavailable}
   */
  Set<String> patientIds();
}
