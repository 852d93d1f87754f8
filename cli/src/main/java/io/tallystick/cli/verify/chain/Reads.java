package io.tallystick.cli.verify.chain;

import io.tallystick.cli.verify.chain.ReadWrites.Read;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.cli.verify.chain.WorldState.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Whether all that a transaction read was still so when it committed: MVCC and phantom reads. */
final class Reads {

  static TxValidationCode check(Unpacked transaction, BlockUpdates state) {
    for (var each : transaction.readWrites()) {
      for (var read : each.reads()) {
        boolean same =
            !state.wrote(each.space(), read.key())
                && isAt(read.version(), state.before().get(each.space(), read.key()));
        if (!same) return TxValidationCode.MVCC_READ_CONFLICT;
      }
      for (var query : each.queries()) {
        if (!same(each.space(), query, state)) return TxValidationCode.PHANTOM_READ_CONFLICT;
      }
    }
    return TxValidationCode.VALID;
  }

  private static boolean isAt(Version read, Stored stored) {
    if (read == null || stored == null) return read == null && stored == null;
    return read.getBlockNum() == stored.block() && read.getTxNum() == stored.transaction();
  }

  /** The query once more: the same keys at the same versions in the same order. */
  private static boolean same(Space space, RangeQueryInfo query, BlockUpdates state) {
    var found = range(space, query, state);
    return query.hasReadsMerkleHashes()
        ? MerkleReads.summary(found, query.getReadsMerkleHashes().getMaxDegree())
            .equals(query.getReadsMerkleHashes())
        : matches(found, query.getRawReads());
  }

  private static boolean matches(List<Read> found, QueryReads recorded) {
    if (found.size() != recorded.getKvReadsCount()) return false;
    for (int i = 0; i < found.size(); i++) {
      var read = recorded.getKvReads(i);
      if (!read.getKey().equals(found.get(i).key())
          || !read.getVersion().equals(found.get(i).version())) return false;
    }
    return true;
  }

  private static List<Read> range(Space space, RangeQueryInfo query, BlockUpdates state) {
    var keys = new TreeMap<String, Stored>(WorldState.BY_UTF8);
    keys.putAll(within(state.before().in(space), query));
    within(state.in(space), query)
        .forEach(
            (key, stored) -> {
              if (stored.isDeleted()) keys.remove(key);
              else keys.put(key, stored);
            });
    var reads = new ArrayList<Read>();
    keys.forEach((key, stored) -> reads.add(new Read(key, version(stored))));
    return reads;
  }

  /** An iterator that wasn't exhausted recorded the last key it saw as its end, which counts. */
  private static NavigableMap<String, Stored> within(
      NavigableMap<String, Stored> keys, RangeQueryInfo query) {
    var from = keys.tailMap(query.getStartKey(), true);
    return query.getEndKey().isEmpty()
        ? from
        : WorldState.BY_UTF8.compare(query.getStartKey(), query.getEndKey()) > 0
            ? new TreeMap<>()
            : from.headMap(query.getEndKey(), !query.getItrExhausted());
  }

  private static Version version(Stored stored) {
    return Version.newBuilder().setBlockNum(stored.block()).setTxNum(stored.transaction()).build();
  }

  private Reads() {}
}
