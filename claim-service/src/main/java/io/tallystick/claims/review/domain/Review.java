package io.tallystick.claims.review.domain;

import java.time.Instant;

/**
 * An appeal that lies with the Authority.
 *
 * @param appealedBy {@code PROVIDER} or {@code PATIENT}; {@code AUTHORITY} where the payer's time
 *     to decide on an appeal had passed
 * @param opId of the decision, absent while it waits for a reviewer
 */
public record Review(
    String claimId,
    String provider,
    String payer,
    String appealedBy,
    Instant arrivedAt,
    State state,
    String opId) {

  public enum State {
    WAITING,
    DECIDING,
    DECIDED
  }
}
