package io.tallystick.insurer.afterwards.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
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
  private final DecidedClaims decidedClaims;
  private final LedgerCommands commands;
  private final Ids ids;

  public IssuePayment(
      TallystickConfig config,
      Transactions transactions,
      DecidedClaims decidedClaims,
      LedgerCommands commands,
      Ids ids) {
    this.config = config;
    this.transactions = transactions;
    this.decidedClaims = decidedClaims;
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
          var decided = decidedClaims.require(tx, claimId);
          var operation =
              new AdvancePayment(ids.next(), claimId, decided.version(), PaymentStatus.ISSUED);
          commands.enqueue(
              tx,
              new LedgerCommand(
                  KIND,
                  operation,
                  null,
                  List.of(decided.file().provider(), config.org().id()),
                  claimId));
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
