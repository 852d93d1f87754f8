package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;

/** A block's metadata slots, and whether a block holds anything that Fabric wouldn't write. */
final class BlockForm {

  /** Slots of a block since Fabric 2.0. */
  private static final int SLOTS = 5;

  static ByteString slot(Block block, BlockMetadataIndex index) {
    var slots = block.getMetadata();
    return index.getNumber() < slots.getMetadataCount()
        ? slots.getMetadata(index.getNumber())
        : ByteString.EMPTY;
  }

  static Metadata metadata(Block block, BlockMetadataIndex index)
      throws InvalidProtocolBufferException {
    return Metadata.parseFrom(slot(block, index));
  }

  /** The block of the configuration in force, as the orderer signed it. */
  static long lastConfig(Metadata signatures) throws InvalidProtocolBufferException {
    return OrdererBlockMetadata.parseFrom(signatures.getValue()).getLastConfig().getIndex();
  }

  /**
   * Why the block isn't what Fabric writes, null if nothing is wrong. What no signature and no hash
   * covers must be empty or say again what a covered part says.
   */
  static String fault(Block block) throws InvalidProtocolBufferException {
    if (!block.hasHeader() || !block.hasData() || !block.hasMetadata()) return "a part is missing";
    if (block.getData().getDataCount() == 0) return "it holds no transaction";
    if (block.getMetadata().getMetadataCount() > SLOTS) return "more metadata than Fabric knows";
    var signatures = metadata(block, BlockMetadataIndex.SIGNATURES);
    boolean extra =
        hasExtra(block)
            || hasExtra(block.getHeader())
            || hasExtra(block.getData())
            || hasExtra(block.getMetadata())
            || hasExtra(signatures)
            || signatures.getSignaturesList().stream().anyMatch(BlockForm::hasExtra)
            || hasExtra(metadata(block, BlockMetadataIndex.COMMIT_HASH));
    if (extra) return "fields that Fabric doesn't know";
    return again(block, signatures);
  }

  /** The two slots kept for readers older than Fabric 1.4.1. */
  @SuppressWarnings("deprecation")
  private static String again(Block block, Metadata signatures)
      throws InvalidProtocolBufferException {
    var lastConfig = slot(block, BlockMetadataIndex.LAST_CONFIG);
    if (!lastConfig.isEmpty()) {
      var said = LastConfig.parseFrom(Metadata.parseFrom(lastConfig).getValue()).getIndex();
      if (!signatures.getValue().isEmpty() && said != lastConfig(signatures)) {
        return "its last configuration isn't the signed one";
      }
    }
    var orderer = slot(block, BlockMetadataIndex.ORDERER);
    var signed = OrdererBlockMetadata.parseFrom(signatures.getValue()).getConsenterMetadata();
    boolean same = orderer.isEmpty() || signed.isEmpty() || orderer.equals(signed);
    return same ? null : "its consenter metadata isn't the signed one";
  }

  private static boolean hasExtra(Message message) {
    return !message.getUnknownFields().asMap().isEmpty();
  }

  private BlockForm() {}
}
