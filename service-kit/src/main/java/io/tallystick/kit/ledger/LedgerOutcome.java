package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.Refusal;

/** How a ledger command ended; final either way. */
public sealed interface LedgerOutcome {

  record Committed(LedgerReceipt receipt) implements LedgerOutcome {}

  record Refused(Refusal why) implements LedgerOutcome {}
}
