package io.tallystick.claims.status.adapter;

import io.tallystick.claims.status.app.ClaimChanges;
import io.tallystick.claims.status.app.ClaimEvents;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimPended;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Keeps the payer's sentence about a pend; that it is pended, and why, the ledger says. */
@ApplicationScoped
class PendedHandler implements EventHandler<ClaimPended> {

  private final ClaimEvents events;
  private final StepNotes notes;
  private final ClaimChanges changes;

  PendedHandler(ClaimEvents events, StepNotes notes, ClaimChanges changes) {
    this.events = events;
    this.notes = notes;
    this.changes = changes;
  }

  @Override
  public String type() {
    return "claim.pended";
  }

  @Override
  public Class<ClaimPended> content() {
    return ClaimPended.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ClaimPended> event) {
    events.requireFromPayer(event, event.content().claimId());
    if (event.content().text() == null) return;
    notes.keep(tx, event.content().claimId(), event.fact().version(), event.content().text());
    changes.afterCommit(tx);
  }
}
