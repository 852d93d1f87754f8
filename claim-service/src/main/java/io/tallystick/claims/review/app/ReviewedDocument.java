package io.tallystick.claims.review.app;

import io.tallystick.claims.review.domain.ReviewedDecision;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Writes the payer's decision anew as the reviewer leaves it. */
public interface ReviewedDocument {

  /**
   * What a reviewer decides on.
   *
   * @param adjudication the payer's FHIR {@code ClaimResponse}
   * @param outcome and {@code reasonCodes} as on the ledger
   */
  record Contested(byte[] adjudication, AdjudicationOutcome outcome, List<String> reasonCodes) {}

  /**
   * @param overturned denied lines that the payer has to pay as charged, by sequence
   * @param words the reviewer's, for provider, patient and payer
   */
  ReviewedDecision write(Contested contested, Set<Integer> overturned, String words, Instant at);
}
