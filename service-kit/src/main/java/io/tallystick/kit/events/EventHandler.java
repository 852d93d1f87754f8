package io.tallystick.kit.events;

import org.jdbi.v3.core.Handle;

/**
 * A CDI bean per type of event that the service acts on. Called in the transaction that also writes
 * the inbox row, so its effect happens once however often the event arrives; events of one
 * aggregate come in order. An exception rolls back and the event is tried again; {@link
 * PoisonEvent} sends it to the dead letters.
 */
public interface EventHandler<C extends Record> {

  /** E.g. {@code claim.submitted}. */
  String type();

  Class<C> content();

  void handle(Handle tx, ReceivedEvent<C> event);
}
