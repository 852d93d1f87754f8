package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.Answers;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.ClaimOperation;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tells the provider what became of an appeal, and what is due by it. */
@ApplicationScoped
class TellAnswer {

  private final Answers answers;
  private final Outbox outbox;

  TellAnswer(Answers answers, Outbox outbox) {
    this.answers = answers;
    this.outbox = outbox;
  }

  void decided(
      Handle tx, CaseFile file, ClaimOperation.DecideAppeal operation, LedgerReceipt receipt) {
    tell(
        tx,
        "claim.decided",
        file,
        operation.outcome().name(),
        operation.reasonCodes(),
        Optional.empty(),
        receipt);
  }

  /**
   * @param entry the claim as it was settled
   * @param difference absent if it wasn't settled before
   */
  void settled(
      Handle tx,
      CaseFile file,
      LedgerEntry.Claim entry,
      Optional<SaltedDocument> difference,
      LedgerReceipt receipt) {
    tell(
        tx,
        "claim.settled",
        file,
        entry.outcome().name(),
        entry.reasonCodes(),
        difference,
        receipt);
  }

  private void tell(
      Handle tx,
      String type,
      CaseFile file,
      String outcome,
      List<String> reasonCodes,
      Optional<SaltedDocument> difference,
      LedgerReceipt receipt) {
    var opId = file.opId().orElseThrow();
    var answer = answers.open(tx, opId);
    var proof = answers.proof(tx, opId);
    var content =
        new ClaimAdjudicated(
            file.claimId(),
            answer.document(),
            answer.salt(),
            outcome,
            reasonCodes,
            type.equals("claim.settled"),
            proof.map(SaltedDocument::document).orElse(null),
            proof.map(SaltedDocument::salt).orElse(null),
            difference.map(SaltedDocument::document).orElse(null),
            difference.map(SaltedDocument::salt).orElse(null));
    outbox.add(
        tx,
        new OutgoingEvent(
            type, file.provider(), OutgoingEvent.CLAIMS, file.claimId(), receipt, content, true));
  }
}
