package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.BlockHashes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hyperledger.fabric.protos.common.Block;

/** What holds blocks together: each names the header before it and hashes its own transactions. */
public final class HashChain {

  private final List<ByteString> headers = new ArrayList<>();

  /** How many blocks were added. */
  public long height() {
    return headers.size();
  }

  /** SHA-256 of a block's header; of the last one, it stands for the whole chain. */
  public ByteString headerHash(long block) {
    return headers.get(Math.toIntExact(block));
  }

  /** Adds the next block, and reports in what it isn't the next one. */
  public void add(Block block, BiConsumer<Problem, String> report) {
    var header = block.getHeader();
    var expected = headers.isEmpty() ? ByteString.EMPTY : headers.getLast();
    if (header.getNumber() != height()) {
      report.accept(
          Problem.BLOCK_NUMBER, "it is numbered " + Long.toUnsignedString(header.getNumber()));
    }
    if (!header.getPreviousHash().equals(expected)) {
      report.accept(Problem.PREVIOUS_HASH, "it doesn't follow the block before it");
    }
    if (!header.getDataHash().equals(BlockHashes.dataHash(block.getData()))) {
      report.accept(Problem.DATA_HASH, "its transactions don't match its data hash");
    }
    headers.add(BlockHashes.headerHash(header));
  }
}
