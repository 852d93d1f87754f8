package io.tallystick.chaincode.bulk;

import java.util.Collection;

/** What a stub offers beside Fabric's when its peer's answers can be had together. */
public interface BulkState {

  /**
   * Reads these keys, with one message to the peer if it takes such; {@code getState} of them then
   * asks nobody. All of them stand in the transaction's read set, whether they are used or not.
   */
  void read(Collection<String> keys);
}
