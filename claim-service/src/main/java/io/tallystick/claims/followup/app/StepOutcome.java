package io.tallystick.claims.followup.app;

import io.tallystick.kit.problem.Problem;

/** How asking for a step ended. */
public sealed interface StepOutcome {

  record OnLedger(String claimId, long version, String txid) implements StepOutcome {}

  /** Durably queued; it reaches the ledger without the caller. */
  record Queued(String claimId) implements StepOutcome {}

  record Refused(Problem problem) implements StepOutcome {}
}
