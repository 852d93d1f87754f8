package io.tallystick.kit.ledger;

import java.time.Instant;

/**
 * A row of {@code ledger_command} that isn't final.
 *
 * @param attempts faults since it was enqueued
 */
record StoredCommand(LedgerCommand command, int attempts, Instant enqueuedAt) {

  String opId() {
    return command.opId();
  }
}
