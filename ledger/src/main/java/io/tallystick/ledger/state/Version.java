package io.tallystick.ledger.state;

import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;

/** Where a value was written: the block and the transaction's place in it. */
public record Version(long block, int transaction) {

  /** The version that a read records; none for an absent key. */
  public static KVRead read(String key, StoredValue found) {
    var read = KVRead.newBuilder().setKey(key);
    if (found != null) {
      read.setVersion(found.version().toProto());
    }
    return read.build();
  }

  /** Whether a recorded read still matches what is stored. */
  public static boolean unchanged(KVRead read, StoredValue found) {
    return found == null
        ? !read.hasVersion()
        : read.hasVersion() && read.getVersion().equals(found.version().toProto());
  }

  private org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version toProto() {
    return org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
        .setBlockNum(block)
        .setTxNum(transaction)
        .build();
  }
}
