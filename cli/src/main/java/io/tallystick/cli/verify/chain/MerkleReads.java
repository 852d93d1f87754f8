package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.ReadWrites.Read;
import io.tallystick.ledger.block.BlockHashes;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;

/**
 * A long query's reads as Fabric shortens them: a tree of hashes over {@code maxDegree + 1} reads,
 * then over as many hashes (rwsetutil/query_results_helper.go).
 */
final class MerkleReads {

  private final int maxDegree;
  private final List<List<ByteString>> levels = new ArrayList<>(List.of(new ArrayList<>()));

  private MerkleReads(int maxDegree) {
    this.maxDegree = maxDegree;
  }

  /** What a peer would have recorded; an empty summary where it would have recorded raw reads. */
  static QueryReadsMerkleSummary summary(List<Read> reads, int maxDegree) {
    if (maxDegree < 2 || reads.size() <= maxDegree) {
      return QueryReadsMerkleSummary.getDefaultInstance();
    }
    var tree = new MerkleReads(maxDegree);
    for (int from = 0; from < reads.size(); from += maxDegree + 1) {
      tree.add(hash(reads.subList(from, Math.min(reads.size(), from + maxDegree + 1))));
    }
    return tree.summary();
  }

  private void add(ByteString leaf) {
    var next = leaf;
    for (int level = 0; ; level++) {
      if (level == levels.size()) levels.add(new ArrayList<>());
      var hashes = levels.get(level);
      hashes.add(next);
      if (hashes.size() <= maxDegree) return;
      next = combined(hashes);
      hashes.clear();
    }
  }

  private QueryReadsMerkleSummary summary() {
    for (int level = 0; level < levels.size() - 1; level++) {
      var hashes = levels.get(level);
      if (hashes.isEmpty()) continue;
      levels.get(level + 1).add(hashes.size() == 1 ? hashes.getFirst() : combined(hashes));
    }
    var top = levels.getLast();
    if (top.size() > maxDegree) levels.add(List.of(combined(top)));
    return QueryReadsMerkleSummary.newBuilder()
        .setMaxDegree(maxDegree)
        .setMaxLevel(levels.size())
        .addAllMaxLevelHashes(levels.getLast())
        .build();
  }

  private static ByteString combined(List<ByteString> hashes) {
    return BlockHashes.sha256(ByteString.copyFrom(hashes));
  }

  private static ByteString hash(List<Read> reads) {
    var message = QueryReads.newBuilder();
    for (var read : reads) {
      message.addKvReads(KVRead.newBuilder().setKey(read.key()).setVersion(read.version()));
    }
    return BlockHashes.sha256(message.build().toByteString());
  }
}
