package io.tallystick.insurer.appeals.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision of this payer's that is contested.
 *
 * @param appealedBy {@code PROVIDER} or {@code PATIENT}
 * @param ruling the decision that is on its way to the ledger, or there; absent while it waits
 */
public record Appeal(
    String claimId, String appealedBy, Instant arrivedAt, State state, Optional<Ruling> ruling) {

  public enum State {
    WAITING,
    DECIDING,
    DECIDED
  }

  /**
   * @param opId of the decision
   * @param beforeOp of the one that it replaces
   * @param paid by the decision, all in all
   * @param patient what the member owes by it
   */
  public record Ruling(
      String opId, String beforeOp, AdjudicationOutcome outcome, Money paid, Money patient) {}
}
