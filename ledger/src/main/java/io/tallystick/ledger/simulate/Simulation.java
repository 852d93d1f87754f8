package io.tallystick.ledger.simulate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import io.tallystick.ledger.state.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeCall;
import org.hyperledger.fabric.protos.peer.MetaDataKeys;

/**
 * One execution of a chaincode at one endorser: reads see the committed state only, also of keys
 * written before in the same transaction, and reads and writes are recorded. Sets are sorted by
 * key, so that the same execution at two endorsers gives the same bytes.
 */
public final class Simulation {

  private static final String POLICY = MetaDataKeys.VALIDATION_PARAMETER.name();

  private final StateView state;
  private final String namespace;
  private final String txId;
  private final SortedMap<StateKey, KVRead> reads = new TreeMap<>();
  private final SortedMap<StateKey, KVWrite> writes = new TreeMap<>();
  private final SortedMap<StateKey, KVMetadataWrite> policyWrites = new TreeMap<>();
  private final List<RangeQuery> queries = new ArrayList<>();
  private final Set<ByteString> keyPolicies = new LinkedHashSet<>();
  private boolean keyWithoutPolicy;
  private boolean paged;
  private boolean written;

  public Simulation(StateView state, String namespace, String txId) {
    this.state = state;
    this.namespace = namespace;
    this.txId = txId;
  }

  public String namespace() {
    return namespace;
  }

  /** The state that it reads, without recording anything. */
  public StateView state() {
    return state;
  }

  /** Records a read of another namespace: of the definition under which the chaincode executes. */
  public synchronized void read(StateKey key) {
    reads.put(key, Version.read(key.key(), state.get(key)));
  }

  /** The committed value, empty if there is none. */
  public synchronized ByteString get(String name) {
    var key = new StateKey(namespace, name);
    var found = state.get(key);
    reads.put(key, Version.read(name, found));
    return found == null ? ByteString.EMPTY : found.value();
  }

  /** The key's endorsement policy, empty if there is none. Counts as a read of the key. */
  public synchronized ByteString policy(String name) {
    var key = new StateKey(namespace, name);
    var found = state.get(key);
    reads.put(key, Version.read(name, found));
    return found == null ? ByteString.EMPTY : found.policy();
  }

  /** Writes a value; an empty one deletes, as in Fabric. */
  public synchronized void put(String name, ByteString value) {
    var key = writable(name);
    var write = KVWrite.newBuilder().setKey(name);
    writes.put(
        key, value.isEmpty() ? write.setIsDelete(true).build() : write.setValue(value).build());
  }

  public synchronized void delete(String name) {
    put(name, ByteString.EMPTY);
  }

  /** Sets the endorsement policy of a key, or removes it if empty. */
  public synchronized void putPolicy(String name, String metakey, ByteString policy) {
    if (!metakey.equals(POLICY)) {
      throw new SimulationException("a key's metadata can only be its " + POLICY);
    }
    try {
      SignaturePolicyEnvelope.parseFrom(policy);
    } catch (InvalidProtocolBufferException e) {
      throw new SimulationException("the endorsement policy is no SignaturePolicyEnvelope");
    }
    var entry = KVMetadataEntry.newBuilder().setName(POLICY).setValue(policy);
    policyWrites.put(
        writable(name), KVMetadataWrite.newBuilder().setKey(name).addEntries(entry).build());
  }

  private StateKey writable(String name) {
    if (paged) {
      throw unsupported(
          "Transaction has already performed a paginated query. Writes are not allowed");
    }
    written = true;
    var key = new StateKey(namespace, name);
    var found = state.get(key);
    if (found == null || found.policy().isEmpty()) {
      keyWithoutPolicy = true;
    } else {
      keyPolicies.add(found.policy());
    }
    return key;
  }

  private SimulationException unsupported(String why) {
    // Fabric's spelling.
    return new SimulationException("txid [%s]: unsuppored transaction. %s".formatted(txId, why));
  }

  /** A query over keys from start (inclusive) to end (exclusive, empty: the last). */
  public synchronized RangeQuery range(String startKey, String endKey, boolean asPage) {
    if (asPage && written) {
      throw unsupported("Paginated queries are supported only in a read-only transaction");
    }
    paged |= asPage;
    var query = new RangeQuery(state, namespace, startKey, endKey);
    queries.add(query);
    return query;
  }

  /** The read-write set, as it stands in a transaction (rwset.TxReadWriteSet). */
  public synchronized ByteString results() {
    var all = TxReadWriteSet.newBuilder().setDataModel(TxReadWriteSet.DataModel.KV);
    sets()
        .forEach(
            (name, set) ->
                all.addNsRwset(
                    NsReadWriteSet.newBuilder()
                        .setNamespace(name)
                        .setRwset(set.build().toByteString())));
    return all.build().toByteString();
  }

  private SortedMap<String, KVRWSet.Builder> sets() {
    var sets = new TreeMap<String, KVRWSet.Builder>();
    reads.forEach((key, read) -> set(sets, key.namespace()).addReads(read));
    writes.forEach((key, write) -> set(sets, key.namespace()).addWrites(write));
    policyWrites.forEach((key, write) -> set(sets, key.namespace()).addMetadataWrites(write));
    var ranges = new LinkedHashSet<String>();
    for (var query : queries) {
      var info = query.info();
      // Fabric keeps one of queries that end alike.
      var id = info.getStartKey() + '\0' + info.getEndKey() + '\0' + info.getItrExhausted();
      if (query.touched() && ranges.add(id)) {
        set(sets, namespace).addRangeQueriesInfo(info);
      }
    }
    return sets;
  }

  private static KVRWSet.Builder set(SortedMap<String, KVRWSet.Builder> sets, String namespace) {
    return sets.computeIfAbsent(namespace, name -> KVRWSet.newBuilder());
  }

  /** Whose endorsement the transaction needs: the written keys' policies and the chaincode's. */
  public synchronized ChaincodeCall interest() {
    var call = ChaincodeCall.newBuilder().setName(namespace);
    for (var policy : keyPolicies) {
      try {
        call.addKeyPolicies(SignaturePolicyEnvelope.parseFrom(policy));
      } catch (InvalidProtocolBufferException e) {
        throw new SimulationException("a written key has an endorsement policy nobody can satisfy");
      }
    }
    return call.setDisregardNamespacePolicy(!keyWithoutPolicy && !keyPolicies.isEmpty()).build();
  }
}
