package io.tallystick.ledger.validate;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.state.BlockEffects;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import io.tallystick.ledger.state.StoredValue;
import io.tallystick.ledger.state.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.peer.MetaDataKeys;

/** The state before a block, and what the block's valid transactions changed so far. */
final class PendingState {

  private static final String POLICY = MetaDataKeys.VALIDATION_PARAMETER.name();

  private final StateView before;
  private final TreeMap<StateKey, StoredValue> writes = new TreeMap<>();
  private final List<BlockEffects.Written> history = new ArrayList<>();

  PendingState(StateView before) {
    this.before = before;
  }

  StateView before() {
    return before;
  }

  /** Whether a transaction of this block wrote the key. */
  boolean wrote(StateKey key) {
    return writes.containsKey(key);
  }

  /** Writes of this block between two keys of a namespace; null values are deletions. */
  SortedMap<StateKey, StoredValue> writes(StateKey from, StateKey to) {
    return writes.subMap(from, to);
  }

  SortedMap<StateKey, StoredValue> writes() {
    return writes;
  }

  List<BlockEffects.Written> history() {
    return history;
  }

  /** Applies a valid transaction. A new value keeps the key's policy, a new policy its value. */
  void apply(List<NamespaceReadWrites> readWrites, Version version) {
    for (var each : readWrites) {
      var policies = policies(each);
      for (var write : each.set().getWritesList()) {
        var key = new StateKey(each.namespace(), write.getKey());
        var deleted = write.getIsDelete() || write.getValue().isEmpty();
        writes.put(
            key,
            deleted ? null : new StoredValue(write.getValue(), policy(key, policies), version));
        history.add(new BlockEffects.Written(key, version.transaction()));
        policies.remove(write.getKey());
      }
      policies.forEach(
          (name, policy) -> setPolicy(new StateKey(each.namespace(), name), policy, version));
    }
  }

  private ByteString policy(StateKey key, Map<String, ByteString> changed) {
    var policy = changed.get(key.key());
    if (policy != null) {
      return policy;
    }
    var present = present(key);
    return present == null ? ByteString.EMPTY : present.policy();
  }

  private void setPolicy(StateKey key, ByteString policy, Version version) {
    var present = present(key);
    if (present != null) {
      writes.put(key, new StoredValue(present.value(), policy, version));
    }
  }

  private StoredValue present(StateKey key) {
    return writes.containsKey(key) ? writes.get(key) : before.get(key);
  }

  /** New policies by key; empty removes the policy. */
  private static Map<String, ByteString> policies(NamespaceReadWrites each) {
    var policies = new HashMap<String, ByteString>();
    for (KVMetadataWrite write : each.set().getMetadataWritesList()) {
      var policy =
          write.getEntriesList().stream()
              .filter(entry -> entry.getName().equals(POLICY))
              .map(entry -> entry.getValue())
              .findFirst()
              .orElse(ByteString.EMPTY);
      policies.put(write.getKey(), policy);
    }
    return policies;
  }
}
