package io.tallystick.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/** What a transaction read and wrote in the namespace of one chaincode. */
record NamespaceReadWrites(String namespace, KVRWSet set, boolean privateData) {

  static List<NamespaceReadWrites> parse(ByteString results) throws InvalidProtocolBufferException {
    var parsed = new ArrayList<NamespaceReadWrites>();
    for (var each : TxReadWriteSet.parseFrom(results).getNsRwsetList()) {
      parsed.add(
          new NamespaceReadWrites(
              each.getNamespace(),
              KVRWSet.parseFrom(each.getRwset()),
              each.getCollectionHashedRwsetCount() > 0));
    }
    return parsed;
  }

  boolean writes() {
    return set.getWritesCount() > 0 || set.getMetadataWritesCount() > 0;
  }

  /** Keys whose value or policy is written. */
  Set<String> writtenKeys() {
    var keys = new LinkedHashSet<String>();
    set.getWritesList().stream().map(KVWrite::getKey).forEach(keys::add);
    set.getMetadataWritesList().stream().map(KVMetadataWrite::getKey).forEach(keys::add);
    return keys;
  }
}
