package io.tallystick.kit.ledger;

import org.jdbi.v3.core.Handle;

/**
 * A CDI bean that follows the ledger: called once for each applied entry of its type, in the
 * chain's order, in the transaction that moves the tail's checkpoint.
 */
public interface LedgerTailListener<T> {

  /** E.g. {@code LedgerEntry.Claim.class}. */
  Class<T> entryType();

  void applied(Handle tx, AppliedEntry<T> entry);
}
