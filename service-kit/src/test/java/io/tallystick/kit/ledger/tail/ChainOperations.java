package io.tallystick.kit.ledger.tail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Block;

/** What the valid transactions of a chain wrote, read from its blocks by nobody's service. */
public final class ChainOperations {

  private final Map<String, List<String>> txidsByKey = new HashMap<>();
  private final BlockReader reader = new BlockReader("tallystick");

  public void read(Block block) {
    for (var transaction : reader.read(block).transactions()) {
      for (var key : transaction.writes().keySet()) {
        txidsByKey.computeIfAbsent(key, k -> new ArrayList<>()).add(transaction.txid());
      }
    }
  }

  /** The transactions that wrote a key, in the chain's order. */
  public List<String> writers(String key) {
    return txidsByKey.getOrDefault(key, List.of());
  }
}
