package io.tallystick.ledger.simulate;

import io.tallystick.ledger.state.StateView;
import io.tallystick.ledger.state.StoredValue;
import io.tallystick.ledger.state.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.queryresult.KV;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;

/**
 * A query over a range of keys that the chaincode reads piece by piece. What it was shown is
 * recorded, so that validation can tell whether it would be shown the same again.
 */
public final class RangeQuery {

  // How many keys are fetched from the store at a time.
  private static final int FETCH = 128;

  private final StateView state;
  private final String namespace;
  private final String startKey;
  private final String endKey;
  private final ArrayDeque<Entry> fetched = new ArrayDeque<>();
  private final List<KVRead> reads = new ArrayList<>();
  private String fetchFrom;
  private boolean storeExhausted;
  private boolean exhausted;

  private record Entry(String key, StoredValue value) {}

  RangeQuery(StateView state, String namespace, String startKey, String endKey) {
    this.state = state;
    this.namespace = namespace;
    this.startKey = startKey;
    this.endKey = endKey;
    this.fetchFrom = startKey;
  }

  /** The next entry, or null at the end; either way it counts as read. */
  public KV next() {
    var entry = peek();
    if (entry == null) {
      exhausted = true;
      return null;
    }
    fetched.poll();
    exhausted = false;
    reads.add(Version.read(entry.key(), entry.value()));
    return KV.newBuilder()
        .setNamespace(namespace)
        .setKey(entry.key())
        .setValue(entry.value().value())
        .build();
  }

  /** The key that the next page starts with, empty at the end; not counted as read. */
  public String bookmark() {
    var entry = peek();
    return entry == null ? "" : entry.key();
  }

  private Entry peek() {
    if (fetched.isEmpty() && !storeExhausted) {
      storeExhausted = true;
      state.range(
          namespace,
          fetchFrom,
          endKey,
          (key, value) -> {
            if (fetched.size() == FETCH) {
              storeExhausted = false;
              fetchFrom = key;
              return false;
            }
            fetched.add(new Entry(key, value));
            return true;
          });
    }
    return fetched.peek();
  }

  /** What is recorded in the read set. Fabric hashes more than 50 reads; these are always raw. */
  RangeQueryInfo info() {
    var lastSeen = reads.isEmpty() ? "" : reads.getLast().getKey();
    return RangeQueryInfo.newBuilder()
        .setStartKey(startKey)
        .setEndKey(exhausted ? endKey : lastSeen)
        .setItrExhausted(exhausted)
        .setRawReads(QueryReads.newBuilder().addAllKvReads(reads))
        .build();
  }

  boolean touched() {
    return exhausted || !reads.isEmpty();
  }
}
