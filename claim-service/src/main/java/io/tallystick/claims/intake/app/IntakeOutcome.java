package io.tallystick.claims.intake.app;

import io.tallystick.kit.problem.Problem;

/** How handing in a claim ended. */
public sealed interface IntakeOutcome {

  /** Final on the ledger. */
  record OnLedger(String claimId, String txid) implements IntakeOutcome {}

  /** Durably queued; it reaches the ledger without the caller. */
  record Queued(String claimId) implements IntakeOutcome {}

  /** Nothing was written, or (with member {@code claimId}) the ledger refused it. */
  record Refused(Problem problem) implements IntakeOutcome {}
}
