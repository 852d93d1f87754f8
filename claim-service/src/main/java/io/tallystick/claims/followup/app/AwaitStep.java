package io.tallystick.claims.followup.app;

import io.tallystick.claims.ClaimsConfig;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcome;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;

/** Waits a while for the ledger's word on a step; call it after the step's transaction. */
@Singleton
public class AwaitStep {

  private final LedgerCommands ledger;
  private final ClaimsConfig config;

  AwaitStep(LedgerCommands ledger, ClaimsConfig config) {
    this.ledger = ledger;
    this.config = config;
  }

  public StepOutcome await(String claimId, AskedStep asked) {
    return switch (asked) {
      case AskedStep.Not not -> new StepOutcome.Refused(not.problem());
      case AskedStep.With with -> await(claimId, with.opId());
    };
  }

  private StepOutcome await(String claimId, String opId) {
    var outcome = ledger.await(opId, config.finalityWait());
    if (outcome.isEmpty()) return new StepOutcome.Queued(claimId);
    return switch (outcome.get()) {
      case LedgerOutcome.Committed committed ->
          new StepOutcome.OnLedger(
              claimId, committed.receipt().accepted().version(), committed.receipt().txid());
      case LedgerOutcome.Refused refused ->
          new StepOutcome.Refused(Problem.of(refused.why()).with("claimId", claimId));
    };
  }
}
