package io.tallystick.claims.review.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.util.List;

/** A payer's decision as the reviewer leaves it, or why it can't be left so. */
public sealed interface ReviewedDecision {

  /**
   * @param document FHIR {@code ClaimResponse} in JSON
   * @param reasonCodes CARC codes that still apply, sorted, each once
   */
  record Written(byte[] document, AdjudicationOutcome outcome, List<String> reasonCodes)
      implements ReviewedDecision {}

  record UnknownLine(int sequence) implements ReviewedDecision {}

  /** Only a denial is overturned: what a covered line pays is between plan and member. */
  record NotDenied(int sequence) implements ReviewedDecision {}
}
