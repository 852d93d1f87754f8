package io.tallystick.claims.followup.app;

import io.tallystick.claims.followup.domain.OpenClaim;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Takes a person's step on a claim and waits a while for the ledger's word. */
@Singleton
class AskLedger {

  private final OpenClaims claims;
  private final Transactions transactions;
  private final AwaitStep awaitStep;

  AskLedger(OpenClaims claims, Transactions transactions, AwaitStep awaitStep) {
    this.claims = claims;
    this.transactions = transactions;
    this.awaitStep = awaitStep;
  }

  StepOutcome ask(String claimId, BiFunction<Handle, OpenClaim, Optional<String>> step) {
    return awaitStep.await(claimId, transactions.inTransaction(tx -> asked(tx, claimId, step)));
  }

  private AskedStep asked(
      Handle tx, String claimId, BiFunction<Handle, OpenClaim, Optional<String>> step) {
    var claim = claims.onLedger(tx, claimId);
    if (claim.isEmpty()) {
      return new AskedStep.Not(
          claims.known(tx, claimId)
              ? Problem.conflict("claim.not-on-ledger", "The ledger doesn't have this claim.")
              : Problem.notFound("claim.not-found", "There is no such claim here."));
    }
    return step.apply(tx, claim.get())
        .<AskedStep>map(AskedStep.With::new)
        .orElseGet(
            () ->
                new AskedStep.Not(
                    Problem.conflict("claim.step-pending", "A step on this claim is under way.")));
  }
}
