package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * A CDI bean per kind of command, told in the transaction that records the outcome: state and
 * outbox rows that follow from it are written there. An exception rolls the outcome back and it is
 * tried again, so a handler decides on the database alone.
 */
public interface LedgerOutcomeHandler {

  /** The {@link LedgerCommand#kind()} it is for. */
  String kind();

  void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt);

  void refused(Handle tx, LedgerCommand command, Refusal why);
}
