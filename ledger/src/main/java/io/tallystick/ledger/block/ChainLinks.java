package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.state.BlockPlace;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;

/** The end of a chain: what the next block must fit to. */
public record ChainLinks(long height, ByteString headerHash, ByteString commitHash) {

  public static final ChainLinks EMPTY = new ChainLinks(0, ByteString.EMPTY, ByteString.EMPTY);

  /** The end after a block that is indexed. */
  static ChainLinks after(long number, BlockPlace place) {
    return new ChainLinks(number + 1, place.headerHash(), place.commitHash());
  }

  /** The end after this block; a block that doesn't fit is named with the reason. */
  ChainLinks then(Block block) throws CorruptChainException {
    var header = block.getHeader();
    check(header.getNumber() == height, "has number " + header.getNumber());
    check(header.getPreviousHash().equals(headerHash), "doesn't follow the block before it");
    check(
        header.getDataHash().equals(BlockHashes.dataHash(block.getData())),
        "holds transactions that don't match its data hash");
    var codes = BlockMetadataSlots.slot(block, BlockMetadataIndex.TRANSACTIONS_FILTER);
    var commit = BlockHashes.commitHash(codes, commitHash);
    check(
        codes.size() == block.getData().getDataCount()
            && commit.equals(BlockMetadataSlots.commitHash(block)),
        "holds validation codes that don't match its commit hash");
    return new ChainLinks(height + 1, BlockHashes.headerHash(header), commit);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new CorruptChainException("block " + height + " " + otherwise);
    }
  }
}
