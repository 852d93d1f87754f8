package io.tallystick.kit.events.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Table {@code inbox}: which events had their effect, written in that effect's transaction. */
@ApplicationScoped
class InboxTable {

  /** False if the event had its effect before. */
  boolean isFirst(Handle tx, String eventId, String type) {
    return tx.execute(
            "INSERT INTO inbox (event_id, type) VALUES (?, ?) ON CONFLICT DO NOTHING",
            eventId,
            type)
        == 1;
  }
}
