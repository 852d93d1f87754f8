package io.tallystick.claims.followup.app;

import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;

/** A clerk asks the payer to take back what it decided, so that the bill can be claimed anew. */
@Singleton
public class AskToVoid {

  private final Caller caller;
  private final AskLedger askLedger;
  private final TakeLaterStep takeStep;

  AskToVoid(Caller caller, AskLedger askLedger, TakeLaterStep takeStep) {
    this.caller = caller;
    this.askLedger = askLedger;
    this.takeStep = takeStep;
  }

  public StepOutcome ask(String claimId) {
    caller.requireStaff("billing-clerk");
    return askLedger.ask(claimId, takeStep::requestVoid);
  }
}
