package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.WorldState.Space;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.MetaDataKeys;

/**
 * What a transaction read and wrote in one space. A hashed key is spelled in ISO-8859-1, a
 * character a byte, which sorts as the bytes do.
 *
 * @param reads version by key, null for a key that was absent
 * @param writes value by key, in the transaction's order; null deletes
 * @param policies new key-level policies, empty to remove one
 */
record ReadWrites(
    Space space,
    List<Read> reads,
    List<RangeQueryInfo> queries,
    Map<String, ByteString> writes,
    Map<String, ByteString> policies) {

  record Read(String key, Version version) {}

  private static final String POLICY = MetaDataKeys.VALIDATION_PARAMETER.name();

  static List<ReadWrites> parse(ByteString results) throws InvalidProtocolBufferException {
    var all = new ArrayList<ReadWrites>();
    for (var each : TxReadWriteSet.parseFrom(results).getNsRwsetList()) {
      all.add(publicOnes(each));
      for (var collection : each.getCollectionHashedRwsetList()) {
        var space = new Space(each.getNamespace(), collection.getCollectionName());
        all.add(hashed(space, HashedRWSet.parseFrom(collection.getHashedRwset())));
      }
    }
    return all;
  }

  boolean changes() {
    return !writes.isEmpty() || !policies.isEmpty();
  }

  Set<String> touched() {
    var keys = new LinkedHashSet<>(writes.keySet());
    keys.addAll(policies.keySet());
    return keys;
  }

  private static ReadWrites publicOnes(NsReadWriteSet each) throws InvalidProtocolBufferException {
    var set = KVRWSet.parseFrom(each.getRwset());
    var reads = new ArrayList<Read>();
    set.getReadsList()
        .forEach(r -> reads.add(new Read(r.getKey(), r.hasVersion() ? r.getVersion() : null)));
    var writes = new LinkedHashMap<String, ByteString>();
    for (var write : set.getWritesList()) {
      boolean deletes = write.getIsDelete() || write.getValue().isEmpty();
      writes.put(write.getKey(), deletes ? null : write.getValue());
    }
    var policies = new HashMap<String, ByteString>();
    set.getMetadataWritesList().forEach(w -> policies.put(w.getKey(), policy(w.getEntriesList())));
    var space = new Space(each.getNamespace(), "");
    return new ReadWrites(space, reads, set.getRangeQueriesInfoList(), writes, policies);
  }

  private static ReadWrites hashed(Space space, HashedRWSet set) {
    var reads = new ArrayList<Read>();
    set.getHashedReadsList()
        .forEach(
            r -> reads.add(new Read(key(r.getKeyHash()), r.hasVersion() ? r.getVersion() : null)));
    var writes = new LinkedHashMap<String, ByteString>();
    for (var write : set.getHashedWritesList()) {
      boolean deletes = write.getIsDelete() || write.getIsPurge();
      writes.put(key(write.getKeyHash()), deletes ? null : write.getValueHash());
    }
    var policies = new HashMap<String, ByteString>();
    set.getMetadataWritesList()
        .forEach(w -> policies.put(key(w.getKeyHash()), policy(w.getEntriesList())));
    return new ReadWrites(space, reads, List.of(), writes, policies);
  }

  private static String key(ByteString hash) {
    return hash.toString(StandardCharsets.ISO_8859_1);
  }

  private static ByteString policy(List<KVMetadataEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.getName().equals(POLICY))
        .map(KVMetadataEntry::getValue)
        .findFirst()
        .orElse(ByteString.EMPTY);
  }
}
