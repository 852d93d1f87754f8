package io.tallystick.claims.followup.app;

import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;

/** A clerk gives the payer what it asked for. */
@Singleton
public class AnswerClaim {

  private final Caller caller;
  private final AskLedger askLedger;
  private final TakeStep takeStep;

  AnswerClaim(Caller caller, AskLedger askLedger, TakeStep takeStep) {
    this.caller = caller;
    this.askLedger = askLedger;
    this.takeStep = takeStep;
  }

  /**
   * @param document any JSON, e.g. a FHIR Bundle; its exact bytes are committed
   */
  public StepOutcome answer(String claimId, byte[] document) {
    caller.requireStaff("billing-clerk");
    return askLedger.ask(
        claimId, (tx, claim) -> takeStep.answer(tx, claim, document, ClaimAnswered.INFORMATION));
  }
}
