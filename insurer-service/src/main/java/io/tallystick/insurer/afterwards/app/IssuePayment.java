package io.tallystick.insurer.afterwards.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Puts on record that a settled claim's payment was issued; the provider confirms it. */
@ApplicationScoped
public class IssuePayment implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(IssuePayment.class);
  private static final String KIND = "insurer.payment";

  private final TallystickConfig config;
  private final Transactions transactions;
  private final CaseFiles cases;
  private final LedgerView ledger;
  private final LedgerCommands commands;
  private final Ids ids;

  public IssuePayment(
      TallystickConfig config,
      Transactions transactions,
      CaseFiles cases,
      LedgerView ledger,
      LedgerCommands commands,
      Ids ids) {
    this.config = config;
    this.transactions = transactions;
    this.cases = cases;
    this.ledger = ledger;
    this.commands = commands;
    this.ids = ids;
  }

  /**
   * @return the ledger operation's id
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code claim.unknown}, 409 {@code
   *     claim.not-decided}
   */
  public String issue(String claimId) {
    return transactions.inTransaction(
        tx -> {
          var file = cases.lock(tx, claimId).orElseThrow(() -> Decided.unknown());
          if (file.stage() != CaseStage.DECIDED) throw Decided.notDecided();
          var entry =
              ledger.entry(LedgerKeys.claim(claimId), LedgerEntry.Claim.class).orElseThrow();
          var operation =
              new AdvancePayment(ids.next(), claimId, entry.version(), PaymentStatus.ISSUED);
          commands.enqueue(
              tx,
              new LedgerCommand(
                  KIND, operation, null, List.of(file.provider(), config.org().id()), claimId));
          return operation.opId();
        });
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Everybody reads it off the ledger. */
  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {}

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    LOG.infof("claim %s: payment refused, %s", command.aggregateId(), why.code());
  }
}
