package io.tallystick.claims.followup.domain;

import java.time.Instant;

/**
 * A step that the provider asked of the ledger.
 *
 * @param atVersion the claim's version that it was decided upon
 * @param reason of an answer {@code consent-granted} or {@code information}; absent of any other
 *     step: a clerk's free text is kept sealed
 */
public record ClaimRequest(
    String opId, String claimId, Step step, long atVersion, String reason, Instant askedAt) {

  public enum Step {
    ANSWER,
    CANCEL,
    APPEAL,
    REQUEST_VOID,
    CONFIRM_PAYMENT
  }
}
