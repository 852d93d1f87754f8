package io.tallystick.journeys.conformance.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.journeys.conformance.client.BlockStream.Form;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;

/** What one peer says about the chain: by its system chaincode {@code qscc} and by Deliver. */
public final class Chain {

  private final Client client;

  public Chain(Client client) {
    this.client = client;
  }

  /** Asks {@code qscc}; the channel is the first argument. */
  public byte[] ask(String function, String... args) throws GatewayException {
    var all = new ArrayList<>(List.of(LedgerUnderTest.CHANNEL));
    all.addAll(List.of(args));
    return client.contract("qscc").evaluateTransaction(function, all.toArray(String[]::new));
  }

  public BlockchainInfo info() throws GatewayException, InvalidProtocolBufferException {
    return BlockchainInfo.parseFrom(ask("GetChainInfo"));
  }

  public long height() throws GatewayException, InvalidProtocolBufferException {
    return info().getHeight();
  }

  public Block block(long number) throws GatewayException, InvalidProtocolBufferException {
    return Block.parseFrom(ask("GetBlockByNumber", Long.toString(number)));
  }

  public Block blockOf(String txId) throws GatewayException, InvalidProtocolBufferException {
    return Block.parseFrom(ask("GetBlockByTxID", txId));
  }

  /** Blocks by Deliver, first to last. */
  public List<Block> blocks(long first, long last) throws Exception {
    try (var stream = new BlockStream(client.channel(), Form.FULL)) {
      var request = new BlockRequest(BlockRequest.number(first), BlockRequest.number(last));
      return stream.send(request.signed(client.person())).blocks();
    }
  }

  /**
   * Validation codes with this transaction id from a block on, in order, as soon as there are so
   * many. Unlike CommitStatus this shows repeated ids too.
   */
  public List<String> codes(long from, String txId, int count) throws Exception {
    var codes = new ArrayList<String>();
    try (var stream = new BlockStream(client.channel(), Form.FILTERED)) {
      var forever = BlockRequest.number(Long.MAX_VALUE);
      stream.send(new BlockRequest(BlockRequest.number(from), forever).signed(client.person()));
      while (codes.size() < count) {
        stream.next().getFilteredBlock().getFilteredTransactionsList().stream()
            .filter(transaction -> transaction.getTxid().equals(txId))
            .forEach(transaction -> codes.add(transaction.getTxValidationCode().name()));
      }
      return codes;
    }
  }
}
