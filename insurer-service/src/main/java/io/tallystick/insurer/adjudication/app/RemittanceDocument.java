package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import java.time.Instant;

/** Writes the answer that the ledger's adjudication commitment opens with. */
public interface RemittanceDocument {

  /**
   * @param words an adjudicator's, blank if there are none
   * @return a FHIR R4 {@code ClaimResponse} in JSON
   */
  byte[] write(String claimId, Billed billed, Adjudication result, Instant created, String words);
}
