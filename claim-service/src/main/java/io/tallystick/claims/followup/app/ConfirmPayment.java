package io.tallystick.claims.followup.app;

import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;

/** A clerk confirms that a settled claim's payment arrived. */
@Singleton
public class ConfirmPayment {

  private final Caller caller;
  private final AskLedger askLedger;
  private final TakeLaterStep takeStep;

  ConfirmPayment(Caller caller, AskLedger askLedger, TakeLaterStep takeStep) {
    this.caller = caller;
    this.askLedger = askLedger;
    this.takeStep = takeStep;
  }

  public StepOutcome confirm(String claimId) {
    caller.requireStaff("billing-clerk");
    return askLedger.ask(claimId, takeStep::confirmPayment);
  }
}
