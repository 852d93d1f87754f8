package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads and fills the numbered slots of a block's metadata. */
public final class BlockMetadataSlots {

  private BlockMetadataSlots() {}

  /** All five slots, empty but for the orderer's signature. */
  static BlockMetadata signedBy(Metadata signatures) {
    var slots = BlockMetadata.newBuilder();
    for (var slot : BlockMetadataIndex.values()) {
      if (slot != BlockMetadataIndex.UNRECOGNIZED) {
        slots.addMetadata(
            slot == BlockMetadataIndex.SIGNATURES ? signatures.toByteString() : ByteString.EMPTY);
      }
    }
    return slots.build();
  }

  static ByteString slot(Block block, BlockMetadataIndex index) {
    var slots = block.getMetadata();
    return index.getNumber() < slots.getMetadataCount()
        ? slots.getMetadata(index.getNumber())
        : ByteString.EMPTY;
  }

  /** The validation code of the transaction at this place. */
  public static TxValidationCode code(Block block, int transaction) {
    var codes = slot(block, BlockMetadataIndex.TRANSACTIONS_FILTER);
    return transaction < codes.size()
        ? TxValidationCode.forNumber(codes.byteAt(transaction) & 0xff)
        : TxValidationCode.NOT_VALIDATED;
  }

  static ByteString commitHash(Block block) {
    try {
      return Metadata.parseFrom(slot(block, BlockMetadataIndex.COMMIT_HASH)).getValue();
    } catch (InvalidProtocolBufferException e) {
      return ByteString.EMPTY;
    }
  }

  /** The block with its transactions' validation codes, one byte each, chained by a commit hash. */
  public static Block withCodes(
      Block block, TxValidationCode[] codes, ByteString previousCommitHash) {
    var bytes = new byte[codes.length];
    for (var i = 0; i < codes.length; i++) {
      bytes[i] = (byte) codes[i].getNumber();
    }
    var filter = ByteString.copyFrom(bytes);
    var hash =
        Metadata.newBuilder().setValue(BlockHashes.commitHash(filter, previousCommitHash)).build();
    var metadata =
        block.getMetadata().toBuilder()
            .setMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER.getNumber(), filter)
            .setMetadata(BlockMetadataIndex.COMMIT_HASH.getNumber(), hash.toByteString());
    return block.toBuilder().setMetadata(metadata).build();
  }
}
