package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.app.CaseFiles.Redecided;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.ClaimOperation;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Accepted: the new answer counts, the provider is told, and it is settled. Refused: as before. */
@ApplicationScoped
class ConcludeDecision implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(ConcludeDecision.class);

  private final Appeals appeals;
  private final CaseFiles cases;
  private final Accumulators accumulators;
  private final TellAnswer tellAnswer;
  private final SettleAgain settleAgain;

  ConcludeDecision(
      Appeals appeals,
      CaseFiles cases,
      Accumulators accumulators,
      TellAnswer tellAnswer,
      SettleAgain settleAgain) {
    this.appeals = appeals;
    this.cases = cases;
    this.accumulators = accumulators;
    this.tellAnswer = tellAnswer;
    this.settleAgain = settleAgain;
  }

  @Override
  public String kind() {
    return DecideAppeal.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var operation = (ClaimOperation.DecideAppeal) command.operation();
    var ruling = appeals.lock(tx, operation.claimId()).orElseThrow().ruling().orElseThrow();
    var before = cases.lock(tx, operation.claimId()).orElseThrow();
    long version = receipt.accepted().version();
    accumulators.confirm(tx, ruling.opId());
    cases.redecided(
        tx,
        before,
        new Redecided(ruling.opId(), version, ruling.outcome(), ruling.paid(), ruling.patient()));
    appeals.decided(tx, operation.claimId());
    var after = cases.find(tx, operation.claimId()).orElseThrow();
    tellAnswer.decided(tx, after, operation, receipt);
    settle(tx, before, after);
  }

  /** A preauthorization ends with its decision. */
  private void settle(Handle tx, CaseFile before, CaseFile after) {
    if (after.asksForPayment()) {
      settleAgain.ask(tx, after, before.paid().orElseThrow());
    } else {
      cases.decided(tx, after, after.version());
    }
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var operation = (ClaimOperation.DecideAppeal) command.operation();
    LOG.infof("claim %s: decision on appeal refused, %s", operation.claimId(), why.code());
    var ruling = appeals.lock(tx, operation.claimId()).orElseThrow().ruling().orElseThrow();
    accumulators.release(tx, ruling.opId());
    accumulators.reinstate(tx, ruling.beforeOp());
    appeals.reopened(tx, operation.claimId());
  }
}
