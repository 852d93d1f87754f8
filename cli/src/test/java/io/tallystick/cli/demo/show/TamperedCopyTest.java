package io.tallystick.cli.demo.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.BlockFiles;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.block.BlockMetadataSlots;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperedCopyTest {

  @TempDir private Path folder;

  @Test
  void a_changed_outcome_is_found_although_the_checksum_fits() throws Exception {
    var ledger = folder.resolve("ledger");
    try (var files = BlockFiles.open(ledger, 0, repaired -> {})) {
      files.append(block("{\"claimId\":\"c\",\"outcome\":\"PAID\"}"));
    }
    var shown = new TamperedCopy(ledger, folder.resolve("copy")).shown();
    assertThat(shown.refused()).isTrue();
    assertThat(shown.how()).contains("block 0").contains("data hash");
    BlockFiles.open(ledger, 1, repaired -> {}).close(); // the chain itself is untouched
  }

  @Test
  void without_a_block_to_tamper_with_nothing_is_claimed() throws Exception {
    Files.createDirectories(folder.resolve("ledger"));
    var shown = new TamperedCopy(folder.resolve("ledger"), folder.resolve("copy")).shown();
    assertThat(shown.refused()).isFalse();
  }

  private static Block block(String transaction) {
    var data = BlockData.newBuilder().addData(ByteString.copyFromUtf8(transaction)).build();
    var header = BlockHeader.newBuilder().setDataHash(BlockHashes.dataHash(data));
    var slots = BlockMetadata.newBuilder();
    for (int slot = 0; slot < 5; slot++) slots.addMetadata(ByteString.EMPTY);
    var block = Block.newBuilder().setHeader(header).setData(data).setMetadata(slots).build();
    return BlockMetadataSlots.withCodes(
        block, new TxValidationCode[] {TxValidationCode.VALID}, ByteString.EMPTY);
  }
}
