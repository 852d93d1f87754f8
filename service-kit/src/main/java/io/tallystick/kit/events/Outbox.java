package io.tallystick.kit.events;

import org.jdbi.v3.core.Handle;

/** Events leave with the state they tell of: written in its transaction, sent after its commit. */
public interface Outbox {

  /**
   * Sealed content is encrypted before it is stored.
   *
   * @throws IllegalStateException if the recipient isn't on the ledger as this service knows it
   */
  void add(Handle tx, OutgoingEvent event);
}
