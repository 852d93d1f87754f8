package io.tallystick.ledger.order;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/** Gathers transactions into batches by count and size, as Fabric's blockcutter does. */
final class BlockCutter {

  private final int maxCount;
  private final int preferredBytes;
  private List<ByteString> pending = new ArrayList<>();
  private long pendingBytes;

  BlockCutter(int maxCount, int preferredBytes) {
    this.maxCount = maxCount;
    this.preferredBytes = preferredBytes;
  }

  /** Takes one more transaction; answers the batches, none to two, that are full now. */
  List<List<ByteString>> add(ByteString transaction) {
    var full = new ArrayList<List<ByteString>>();
    if (pendingBytes + transaction.size() > preferredBytes && !pending.isEmpty()) {
      full.add(cut());
    }
    pending.add(transaction);
    pendingBytes += transaction.size();
    if (pending.size() >= maxCount || pendingBytes > preferredBytes) {
      full.add(cut());
    }
    return full;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** All that is pending, full or not. */
  List<ByteString> cut() {
    var batch = pending;
    pending = new ArrayList<>();
    pendingBytes = 0;
    return batch;
  }
}
