package io.tallystick.claims.status.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.claims.status.app.ClaimChanges;
import io.tallystick.claims.status.app.ClaimEvents;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimReversed;
import io.tallystick.vocabulary.commitment.Commitment;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jdbi.v3.core.Handle;

/** Keeps why the payer took a decision back; that it did, the ledger says. */
@ApplicationScoped
class ReversedHandler implements EventHandler<ClaimReversed> {

  private static final int LONGEST_REASON = 2_000;

  private final ClaimEvents events;
  private final StepNotes notes;
  private final ClaimChanges changes;
  private final ObjectMapper json;

  ReversedHandler(ClaimEvents events, StepNotes notes, ClaimChanges changes, ObjectMapper json) {
    this.events = events;
    this.notes = notes;
    this.changes = changes;
    this.json = json;
  }

  @Override
  public String type() {
    return "claim.reversed";
  }

  @Override
  public Class<ClaimReversed> content() {
    return ClaimReversed.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ClaimReversed> event) {
    var said = event.content();
    var commitment = events.requireFromPayer(event, said.claimId()).reversalCommitment();
    if (commitment == null || !new Commitment(commitment).opensWith(said.salt(), said.document())) {
      throw new PoisonEvent("commitment.does-not-open");
    }
    notes.keep(tx, said.claimId(), event.fact().version(), reason(said.document()));
    changes.afterCommit(tx);
  }

  private String reason(byte[] document) {
    try {
      var reason = json.readTree(document).path("reason").asText();
      return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    } catch (IOException notJson) {
      throw new PoisonEvent("reversal.unreadable", notJson);
    }
  }
}
