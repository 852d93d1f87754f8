package io.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.peer.FilteredBlock;

/** Reads blocks as a client, through Deliver. */
final class ReadBlocks {

  private ReadBlocks() {}

  static long height(TestNetwork network) throws Exception {
    var info = network.qscc("Riverside").evaluateTransaction("GetChainInfo", TestNetwork.CHANNEL);
    return BlockchainInfo.parseFrom(info).getHeight();
  }

  static FilteredBlock filtered(TestNetwork network, long number) {
    var events = network.network("Riverside").newFilteredBlockEventsRequest();
    try (var blocks = events.startBlock(number).build().getEvents()) {
      return blocks.next();
    }
  }

  /** So many blocks from a number on; waits for those that are still to come. */
  static List<Block> from(TestNetwork network, String org, long number, int count) {
    var events = network.network(org).newBlockEventsRequest();
    try (var blocks = events.startBlock(number).build().getEvents()) {
      var read = new ArrayList<Block>();
      while (read.size() < count) {
        read.add(blocks.next());
      }
      return read;
    }
  }
}
