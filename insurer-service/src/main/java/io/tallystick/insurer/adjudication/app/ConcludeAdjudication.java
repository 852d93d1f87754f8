package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Accepted: what was reserved counts, and the provider is told. Refused: it is given back. */
@ApplicationScoped
public class ConcludeAdjudication implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(ConcludeAdjudication.class);

  private final CaseFiles cases;
  private final Accumulators accumulators;
  private final Answers answers;
  private final Outbox outbox;
  private final HoldCase holdCase;

  public ConcludeAdjudication(
      CaseFiles cases,
      Accumulators accumulators,
      Answers answers,
      Outbox outbox,
      HoldCase holdCase) {
    this.cases = cases;
    this.accumulators = accumulators;
    this.answers = answers;
    this.outbox = outbox;
    this.holdCase = holdCase;
  }

  @Override
  public String kind() {
    return SendAdjudication.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var operation = (AdjudicateClaim) command.operation();
    var file = cases.lock(tx, operation.claimId()).orElseThrow();
    accumulators.confirm(tx, operation.opId());
    cases.decided(tx, file, receipt.accepted().version());
    outbox.add(tx, told(tx, file, operation, receipt));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var operation = (AdjudicateClaim) command.operation();
    LOG.infof("claim %s: adjudication refused, %s", operation.claimId(), why.code());
    accumulators.release(tx, operation.opId());
    holdCase.hold(tx, operation.claimId());
  }

  private OutgoingEvent told(
      Handle tx, CaseFile file, AdjudicateClaim operation, LedgerReceipt receipt) {
    var answer = answers.open(tx, operation.opId());
    var proof = answers.proof(tx, operation.opId());
    var content =
        new ClaimAdjudicated(
            file.claimId(),
            answer.document(),
            answer.salt(),
            operation.outcome().name(),
            operation.reasonCodes(),
            operation.settle(),
            proof.map(SaltedDocument::document).orElse(null),
            proof.map(SaltedDocument::salt).orElse(null),
            null,
            null);
    return new OutgoingEvent(
        operation.settle() ? "claim.settled" : "claim.adjudicated",
        file.provider(),
        OutgoingEvent.CLAIMS,
        file.claimId(),
        receipt,
        content,
        true);
  }
}
