package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.followup.app.TakeStep;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Once the ledger has an answer, the payer gets its document. */
@ApplicationScoped
class AnswerOutcomes implements LedgerOutcomeHandler {

  private final RequestBook requests;
  private final Outbox outbox;

  AnswerOutcomes(RequestBook requests, Outbox outbox) {
    this.requests = requests;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return TakeStep.ANSWER;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var asked = requests.onLedger(tx, command.opId());
    var opening = (Opening.Document) command.opening();
    var content =
        new ClaimAnswered(asked.claimId(), opening.document(), opening.salt(), asked.reason());
    outbox.add(
        tx,
        new OutgoingEvent(
            "claim.answered",
            asked.payer(),
            OutgoingEvent.CLAIMS,
            asked.claimId(),
            receipt,
            content,
            true));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    requests.refused(tx, command.opId(), Problem.code(why.code()));
  }
}
