package io.tallystick.gateway.journey;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.kit.testing.TestInstitution;
import java.util.HashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;

/** The order that the chain gives to transactions, read from its blocks alone. */
final class Blocks {

  /** Where a transaction stands; comparable across blocks. */
  record Place(long block, int index, boolean valid) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byBlock = Long.compare(block, other.block);
      return byBlock != 0 ? byBlock : Integer.compare(index, other.index);
    }
  }

  private final Map<Long, Map<String, Place>> read = new HashMap<>();

  Place of(String txid, long block) {
    return read.computeIfAbsent(block, Blocks::places).get(txid);
  }

  private static Map<String, Place> places(long number) {
    try {
      var block = Block.parseFrom(TestInstitution.of("authority").block(number));
      var codes = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
      var places = new HashMap<String, Place>();
      for (int i = 0; i < block.getData().getDataCount(); i++) {
        var payload =
            Payload.parseFrom(Envelope.parseFrom(block.getData().getData(i)).getPayload());
        var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        places.put(header.getTxId(), new Place(number, i, codes.byteAt(i) == 0));
      }
      return places;
    } catch (InvalidProtocolBufferException notABlock) {
      throw new IllegalStateException(notABlock);
    }
  }
}
