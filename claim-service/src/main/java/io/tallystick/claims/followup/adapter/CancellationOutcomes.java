package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.followup.app.TakeStep;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimCancelled;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Once the ledger has a cancellation, the payer is told why. */
@ApplicationScoped
class CancellationOutcomes implements LedgerOutcomeHandler {

  private final RequestBook requests;
  private final TakeStep takeStep;
  private final Outbox outbox;

  CancellationOutcomes(RequestBook requests, TakeStep takeStep, Outbox outbox) {
    this.requests = requests;
    this.takeStep = takeStep;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return TakeStep.CANCEL;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var asked = requests.onLedger(tx, command.opId());
    var reason = takeStep.reason(tx, command.opId());
    outbox.add(
        tx,
        new OutgoingEvent(
            "claim.cancelled",
            asked.payer(),
            OutgoingEvent.CLAIMS,
            asked.claimId(),
            receipt,
            new ClaimCancelled(asked.claimId(), reason),
            true));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    requests.refused(tx, command.opId(), Problem.code(why.code()));
  }
}
