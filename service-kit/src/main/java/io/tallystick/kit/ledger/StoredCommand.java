package io.tallystick.kit.ledger;

/**
 * A row of {@code ledger_command} that isn't final.
 *
 * @param txid set, with the envelope, once a transaction of it is endorsed
 * @param envelope the prepared transaction as the Gateway SDK serialises it
 * @param attempts faults since it was enqueued
 */
record StoredCommand(LedgerCommand command, String txid, byte[] envelope, int attempts) {

  String opId() {
    return command.opId();
  }

  String aggregateId() {
    return command.aggregateId();
  }

  boolean endorsed() {
    return txid != null;
  }

  StoredCommand endorsedAs(String txid, byte[] envelope) {
    return new StoredCommand(command, txid, envelope, attempts);
  }
}
