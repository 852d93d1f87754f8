package io.tallystick.claims.remittance.app;

import io.tallystick.claims.remittance.domain.Remittance;

/** Reads a payer's answer. */
public interface RemittanceReader {

  /**
   * @param claimResponse FHIR R4 {@code ClaimResponse} in JSON
   * @throws io.tallystick.kit.problem.ProblemException if it isn't one
   */
  Remittance read(byte[] claimResponse);
}
