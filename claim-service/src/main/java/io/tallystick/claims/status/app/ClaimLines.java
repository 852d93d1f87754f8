package io.tallystick.claims.status.app;

import io.tallystick.claims.status.domain.ClaimLine;
import java.util.List;

/** The lines of a claim, with the payer's answer as far as it is there. */
public interface ClaimLines {

  /** Empty if this service holds no document of the claim. */
  List<ClaimLine> of(String claimId);

  /**
   * The lines of documents that lie elsewhere.
   *
   * @param submitted FHIR {@code Claim} or PAS bundle that was taken in before
   * @param answered FHIR {@code ClaimResponse}
   */
  List<ClaimLine> of(byte[] submitted, byte[] answered);
}
