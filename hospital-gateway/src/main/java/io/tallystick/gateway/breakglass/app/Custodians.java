package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.domain.EmergencyRelease;

/** Other hospitals' services. */
public interface Custodians {

  /**
   * @param custodian org id
   * @param sealed JWE to the custodian
   * @throws io.tallystick.kit.problem.ProblemException what the custodian refused with, or 503
   *     {@code custodian.unreachable}
   */
  EmergencyRelease ask(String custodian, String sealed);
}
