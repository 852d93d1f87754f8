package io.tallystick.kit.ledger.tail;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a service reads of one block.
 *
 * @param previousHash hash of the header before it, as this block claims
 * @param headerHash SHA-256 of this block's header
 * @param transactions the valid ones of the chaincode, in order
 */
record ChainBlock(
    long number, byte[] previousHash, byte[] headerHash, List<ValidTransaction> transactions) {

  /**
   * @param creatorMsp the MSP that submitted it
   * @param endorserMsps the MSPs that its endorsements name
   * @param endorsements how many endorsements it carries, good and bad
   * @param writes key to JSON, in the transaction's order
   */
  record ValidTransaction(
      String txid,
      String creatorMsp,
      Set<String> endorserMsps,
      int endorsements,
      Map<String, byte[]> writes) {}
}
