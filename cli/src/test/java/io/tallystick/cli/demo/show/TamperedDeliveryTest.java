package io.tallystick.cli.demo.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.BlockHashes;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.junit.jupiter.api.Test;

class TamperedDeliveryTest {

  @Test
  void a_changed_outcome_doesnt_match_the_blocks_hash() {
    var shown =
        new TamperedDelivery(chain("{}", "{\"outcome\":\"PAID\"}", "{}").iterator()).shown();
    assertThat(shown.refused()).isTrue();
    assertThat(shown.how()).contains("block 1").contains("data hash");
  }

  @Test
  void a_chain_that_was_broken_before_proves_nothing() {
    var broken = new ArrayList<>(chain("{}", "{\"outcome\":\"PAID\"}"));
    broken.removeFirst();
    assertThat(new TamperedDelivery(broken.iterator()).shown().refused()).isFalse();
  }

  @Test
  void without_an_outcome_nothing_is_claimed() {
    assertThat(new TamperedDelivery(chain("{}").iterator()).shown().refused()).isFalse();
  }

  private static List<Block> chain(String... transactions) {
    var chain = new ArrayList<Block>();
    var previous = ByteString.EMPTY;
    for (var transaction : transactions) {
      var data = BlockData.newBuilder().addData(ByteString.copyFromUtf8(transaction)).build();
      var header =
          BlockHeader.newBuilder()
              .setNumber(chain.size())
              .setPreviousHash(previous)
              .setDataHash(BlockHashes.dataHash(data))
              .build();
      chain.add(Block.newBuilder().setHeader(header).setData(data).build());
      previous = BlockHashes.headerHash(header);
    }
    return chain;
  }
}
