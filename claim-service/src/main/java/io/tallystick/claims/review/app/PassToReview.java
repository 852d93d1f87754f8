package io.tallystick.claims.review.app;

import io.tallystick.claims.followup.app.AskedStep;
import io.tallystick.claims.followup.app.AwaitStep;
import io.tallystick.claims.followup.app.StepOutcome;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.ClaimOperation.LapseClaim;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A payer didn't decide on an appeal in time: the Authority takes it over. Whether the time has
 * passed, the contract says; the provider then hands the file over.
 */
@Singleton
public class PassToReview {

  /** Kind of the ledger command. */
  public static final String KIND = "authority.lapse";

  private final Caller caller;
  private final Transactions transactions;
  private final LedgerView ledgerView;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final String ownOrg;
  private final AwaitStep awaitStep;

  PassToReview(
      Caller caller,
      Transactions transactions,
      LedgerView ledgerView,
      LedgerCommands ledger,
      Ids ids,
      TallystickConfig config,
      AwaitStep awaitStep) {
    this.caller = caller;
    this.transactions = transactions;
    this.ledgerView = ledgerView;
    this.ledger = ledger;
    this.ids = ids;
    this.ownOrg = config.org().id();
    this.awaitStep = awaitStep;
  }

  /**
   * @return refused with the ledger's own code, e.g. {@code deadline.not-passed}
   */
  public StepOutcome pass(String claimId) {
    caller.requireStaff("regulator");
    var claim = ledgerView.entry(LedgerKeys.claim(claimId), LedgerEntry.Claim.class);
    if (claim.isEmpty()) {
      return new StepOutcome.Refused(
          Problem.notFound("claim.not-found", "There is no such claim here."));
    }
    if (claim.get().adjudicationCommitment() == null) {
      // A reviewer overturns a payer's lines: where there is no decision, there are none.
      return new StepOutcome.Refused(
          Problem.conflict("claim.never-decided", "Its payer hasn't decided on this claim."));
    }
    return awaitStep.await(claimId, transactions.inTransaction(tx -> asked(tx, claim.get())));
  }

  private AskedStep asked(Handle tx, LedgerEntry.Claim claim) {
    var operation = new LapseClaim(ids.next(), claim.claimId(), claim.version());
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND, operation, null, List.of(ownOrg, claim.provider()), claim.claimId()));
    return new AskedStep.With(operation.opId());
  }
}
