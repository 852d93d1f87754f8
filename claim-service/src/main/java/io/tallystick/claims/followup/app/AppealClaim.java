package io.tallystick.claims.followup.app;

import io.tallystick.claims.status.app.ReadableClaims;
import io.tallystick.kit.identity.Caller;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import jakarta.inject.Singleton;

/** A clerk, or the patient whose claim it is, contests a decision. */
@Singleton
public class AppealClaim {

  private final Caller caller;
  private final ReadableClaims readableClaims;
  private final AskLedger askLedger;
  private final TakeLaterStep takeStep;

  AppealClaim(
      Caller caller, ReadableClaims readableClaims, AskLedger askLedger, TakeLaterStep takeStep) {
    this.caller = caller;
    this.readableClaims = readableClaims;
    this.askLedger = askLedger;
    this.takeStep = takeStep;
  }

  /**
   * @param document what is contested and why, any JSON; its exact bytes are committed
   */
  public StepOutcome appeal(String claimId, byte[] document) {
    if (!caller.isPatient()) caller.requireStaff("billing-clerk");
    readableClaims.require(claimId);
    var by = caller.isPatient() ? Party.PATIENT : Party.PROVIDER;
    return askLedger.ask(claimId, (tx, claim) -> takeStep.appeal(tx, claim, by, document));
  }
}
