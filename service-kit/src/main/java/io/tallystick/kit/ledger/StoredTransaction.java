package io.tallystick.kit.ledger;

import java.util.List;

/**
 * A transaction whose txid and envelope are stored: submitted or not, the ledger knows.
 *
 * @param envelope the prepared transaction as the Gateway SDK serialises it
 * @param commands those it carries that aren't final
 */
record StoredTransaction(String txid, byte[] envelope, List<StoredCommand> commands) {

  List<String> opIds() {
    return commands.stream().map(StoredCommand::opId).toList();
  }
}
