package io.tallystick.kit.ledger;

import java.time.Instant;

/**
 * A row of {@code ledger_command} that isn't final.
 *
 * @param attempts faults since it was enqueued
 * @param traceparent of the step that asked for it; null outside of a trace
 */
record StoredCommand(LedgerCommand command, int attempts, Instant enqueuedAt, String traceparent) {

  String opId() {
    return command.opId();
  }
}
