package io.tallystick.claims.followup.app;

import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;

/** A clerk takes a claim back before it is decided; its bill is free again. */
@Singleton
public class CancelClaim {

  private final Caller caller;
  private final AskLedger askLedger;
  private final TakeStep takeStep;

  CancelClaim(Caller caller, AskLedger askLedger, TakeStep takeStep) {
    this.caller = caller;
    this.askLedger = askLedger;
    this.takeStep = takeStep;
  }

  /**
   * @param reason told to the payer, sealed
   */
  public StepOutcome cancel(String claimId, String reason) {
    caller.requireStaff("billing-clerk");
    return askLedger.ask(claimId, (tx, claim) -> takeStep.cancel(tx, claim, reason));
  }
}
