package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** What follows once the ledger has settled a claim again. */
@ApplicationScoped
class ConcludeSettlement implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(ConcludeSettlement.class);

  private final CaseFiles cases;
  private final LedgerView ledger;
  private final SettleAgain settleAgain;
  private final TellAnswer tellAnswer;

  ConcludeSettlement(
      CaseFiles cases, LedgerView ledger, SettleAgain settleAgain, TellAnswer tellAnswer) {
    this.cases = cases;
    this.ledger = ledger;
    this.settleAgain = settleAgain;
    this.tellAnswer = tellAnswer;
  }

  @Override
  public String kind() {
    return SettleAgain.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var operation = (SettleClaim) command.operation();
    var file = cases.lock(tx, operation.claimId()).orElseThrow();
    cases.decided(tx, file, receipt.accepted().version());
    var entry =
        ledger.entry(LedgerKeys.claim(file.claimId()), LedgerEntry.Claim.class).orElseThrow();
    var difference = settleAgain.difference(tx, operation.opId());
    tellAnswer.settled(tx, file, entry, difference, receipt);
  }

  /** The provider may have asked to void meanwhile; each step counts one up. */
  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var operation = (SettleClaim) command.operation();
    var file = cases.lock(tx, operation.claimId()).orElseThrow();
    if (why.code() == RefusalCode.STALE_VERSION) {
      settleAgain.askAgain(tx, file, operation, operation.expectedVersion() + 1);
    } else {
      LOG.warnf("claim %s: settlement refused, %s", operation.claimId(), why.code());
    }
  }
}
