package io.tallystick.ledger.validate;

import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StoredValue;
import io.tallystick.ledger.state.Version;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Whether everything a transaction read is still so when it commits (MVCC and phantom reads). */
final class ReadCheck {

  private ReadCheck() {}

  static TxValidationCode check(List<NamespaceReadWrites> readWrites, PendingState state) {
    for (var each : readWrites) {
      for (var read : each.set().getReadsList()) {
        if (!unchanged(each.namespace(), read, state)) {
          return TxValidationCode.MVCC_READ_CONFLICT;
        }
      }
      for (var query : each.set().getRangeQueriesInfoList()) {
        if (!unchanged(each.namespace(), query, state)) {
          return TxValidationCode.PHANTOM_READ_CONFLICT;
        }
      }
    }
    return TxValidationCode.VALID;
  }

  private static boolean unchanged(String namespace, KVRead read, PendingState state) {
    var key = new StateKey(namespace, read.getKey());
    return !state.wrote(key) && Version.unchanged(read, state.before().get(key));
  }

  /** The query again: exactly the same keys and versions, in the same order. */
  private static boolean unchanged(String namespace, RangeQueryInfo query, PendingState state) {
    if (query.hasReadsMerkleHashes()) {
      return false; // endorsers here always record raw reads
    }
    var reads = query.getRawReads().getKvReadsList();
    // An iterator that wasn't exhausted recorded the last key it saw, which is included.
    var end = query.getItrExhausted() ? query.getEndKey() : query.getEndKey() + '\0';
    var matched = new int[1];
    var same = new boolean[] {true};
    visit(
        namespace,
        query.getStartKey(),
        end,
        state,
        (key, value) -> {
          same[0] =
              matched[0] < reads.size()
                  && reads.get(matched[0]).getKey().equals(key)
                  && Version.unchanged(reads.get(matched[0]), value);
          matched[0]++;
          return same[0];
        });
    return same[0] && matched[0] == reads.size();
  }

  private static void visit(
      String namespace,
      String start,
      String end,
      PendingState state,
      BiPredicate<String, StoredValue> visitor) {
    var to = end.isEmpty() ? new StateKey(namespace + '\1', "") : new StateKey(namespace, end);
    var changed = state.writes(new StateKey(namespace, start), to);
    if (changed.isEmpty()) {
      state.before().range(namespace, start, end, visitor);
      return;
    }
    var merged = new TreeMap<StateKey, StoredValue>();
    state
        .before()
        .range(
            namespace,
            start,
            end,
            (key, value) -> {
              merged.put(new StateKey(namespace, key), value);
              return true;
            });
    changed.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    for (var entry : merged.entrySet()) {
      if (!visitor.test(entry.getKey().key(), entry.getValue())) {
        return;
      }
    }
  }
}
