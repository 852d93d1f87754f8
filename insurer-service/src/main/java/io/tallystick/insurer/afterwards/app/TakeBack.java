package io.tallystick.insurer.afterwards.app;

import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimReversed;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ClaimOperation.ReverseClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Takes a decision back: nothing of it counts any more, and the bill is free for another claim. */
@ApplicationScoped
public class TakeBack implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(TakeBack.class);
  private static final String KIND = "insurer.reverse";

  private final TallystickConfig config;
  private final Transactions transactions;
  private final CaseFiles cases;
  private final Accumulators accumulators;
  private final DecidedClaims decidedClaims;
  private final LedgerCommands commands;
  private final Outbox outbox;
  private final Ids ids;

  public TakeBack(
      TallystickConfig config,
      Transactions transactions,
      CaseFiles cases,
      Accumulators accumulators,
      DecidedClaims decidedClaims,
      LedgerCommands commands,
      Outbox outbox,
      Ids ids) {
    this.config = config;
    this.transactions = transactions;
    this.cases = cases;
    this.accumulators = accumulators;
    this.decidedClaims = decidedClaims;
    this.commands = commands;
    this.outbox = outbox;
    this.ids = ids;
  }

  /**
   * @param reason told to the provider
   * @return the ledger operation's id
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code claim.unknown}, 409 {@code
   *     claim.not-decided}
   */
  public String reverse(String claimId, String reason) {
    return transactions.inTransaction(
        tx -> {
          var decided = decidedClaims.require(tx, claimId);
          var document = CanonicalJson.bytes(Map.of("claimId", claimId, "reason", reason));
          var salted = new SaltedDocument(ids.salt(), document);
          var operation =
              new ReverseClaim(ids.next(), claimId, decided.version(), salted.commitment().hex());
          var opening = new Opening.Document(salted.salt(), document, null);
          commands.enqueue(
              tx,
              new LedgerCommand(
                  KIND,
                  operation,
                  opening,
                  List.of(decided.file().provider(), config.org().id()),
                  claimId));
          return operation.opId();
        });
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var operation = (ReverseClaim) command.operation();
    var opening = (Opening.Document) command.opening();
    var file = cases.lock(tx, operation.claimId()).orElseThrow();
    file.opId().ifPresent(opId -> accumulators.release(tx, opId));
    cases.reversed(tx, file, receipt.accepted().version());
    outbox.add(
        tx,
        new OutgoingEvent(
            "claim.reversed",
            file.provider(),
            OutgoingEvent.CLAIMS,
            file.claimId(),
            receipt,
            new ClaimReversed(file.claimId(), opening.document(), opening.salt()),
            true));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    LOG.infof("claim %s: reversal refused, %s", command.aggregateId(), why.code());
  }
}
