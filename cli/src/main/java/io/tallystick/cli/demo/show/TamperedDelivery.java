package io.tallystick.cli.demo.show;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.HashChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;

/**
 * The same as {@link TamperedCopy} where the chain lies in peers that we don't rewrite: somebody
 * keeps a copy of what Deliver gave and changes one outcome in it. The copy's own hashes tell.
 */
final class TamperedDelivery {

  private static final ByteString OUTCOME =
      ByteString.copyFrom("\"outcome\":\"", StandardCharsets.US_ASCII);

  private final Iterator<Block> delivered;

  /**
   * @param delivered the chain from its first block on; read up to the first outcome
   */
  TamperedDelivery(Iterator<Block> delivered) {
    this.delivered = delivered;
  }

  Shown shown() {
    var attempt = "a block rewritten in a delivered copy of the chain";
    var copy = new ArrayList<Block>();
    while (delivered.hasNext()) {
      copy.add(delivered.next());
      var tampered = tampered(copy.getLast());
      if (tampered.isEmpty()) continue;
      if (problem(copy).isPresent()) return Shown.wentThrough(attempt, "the copy wasn't sound");
      copy.set(copy.size() - 1, tampered.get());
      return problem(copy)
          .map(found -> Shown.refused(attempt, "the copy's reader (hash chain)", found))
          .orElseGet(() -> Shown.wentThrough(attempt, "the copy was read without complaint"));
    }
    return Shown.wentThrough(attempt, "no block to tamper with was found");
  }

  /** What is wrong with the first block that doesn't fit. */
  private static Optional<String> problem(List<Block> chain) {
    var problems = new ArrayList<String>();
    var links = new HashChain();
    for (var block : chain) {
      long number = links.height();
      links.add(block, (problem, why) -> problems.add("block " + number + ": " + why));
    }
    return problems.stream().findFirst();
  }

  /** The block with one letter of its first outcome changed. */
  private static Optional<Block> tampered(Block block) {
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      var transaction = block.getData().getData(i).toByteArray();
      int word = indexOf(transaction);
      if (word < 0) continue;
      transaction[word + OUTCOME.size()] ^= 1;
      var changed = block.toBuilder();
      changed.getDataBuilder().setData(i, ByteString.copyFrom(transaction));
      return Optional.of(changed.build());
    }
    return Optional.empty();
  }

  private static int indexOf(byte[] transaction) {
    for (int at = 0; at <= transaction.length - OUTCOME.size(); at++) {
      int matched = 0;
      while (matched < OUTCOME.size() && transaction[at + matched] == OUTCOME.byteAt(matched)) {
        matched++;
      }
      if (matched == OUTCOME.size()) return at;
    }
    return -1;
  }
}
