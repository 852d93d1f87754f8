package io.tallystick.claims.followup.app;

import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.followup.domain.OpenClaim;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcome;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Takes a person's step on a claim and waits a while for the ledger's word. */
@Singleton
class AskLedger {

  private sealed interface Asked {
    record With(String opId) implements Asked {}

    record Not(Problem problem) implements Asked {}
  }

  private final OpenClaims claims;
  private final LedgerCommands ledger;
  private final Transactions transactions;
  private final ClaimsConfig config;

  AskLedger(
      OpenClaims claims, LedgerCommands ledger, Transactions transactions, ClaimsConfig config) {
    this.claims = claims;
    this.ledger = ledger;
    this.transactions = transactions;
    this.config = config;
  }

  StepOutcome ask(String claimId, BiFunction<Handle, OpenClaim, Optional<String>> step) {
    return switch (transactions.inTransaction(tx -> asked(tx, claimId, step))) {
      case Asked.Not not -> new StepOutcome.Refused(not.problem());
      case Asked.With with -> await(claimId, with.opId());
    };
  }

  private Asked asked(
      Handle tx, String claimId, BiFunction<Handle, OpenClaim, Optional<String>> step) {
    var claim = claims.onLedger(tx, claimId);
    if (claim.isEmpty()) {
      return new Asked.Not(
          claims.known(tx, claimId)
              ? Problem.conflict("claim.not-on-ledger", "The ledger doesn't have this claim.")
              : Problem.notFound("claim.not-found", "There is no such claim here."));
    }
    return step.apply(tx, claim.get())
        .<Asked>map(Asked.With::new)
        .orElseGet(
            () ->
                new Asked.Not(
                    Problem.conflict("claim.step-pending", "A step on this claim is under way.")));
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
