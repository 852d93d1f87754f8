package io.tallystick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.block.BlockSigner;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.identity.Membership;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.InMemoryCheckpointer;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockEventsTest {

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;

  @BeforeAll
  static void start() {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  @Test
  void blocks_are_replayed_from_the_first_and_then_come_live() throws Exception {
    var contract = network.contract("Riverside");
    contract.submitTransaction("put", "replayed", "1");
    var height = ReadBlocks.height(network);

    var reading =
        CompletableFuture.supplyAsync(
            () -> ReadBlocks.from(network, "Harbor", 0, (int) height + 1));
    Thread.sleep(100);
    assertThat(reading).isNotDone();
    contract.submitTransaction("put", "live", "2");

    var blocks = reading.get(60, TimeUnit.SECONDS);
    assertThat(blocks).extracting(block -> block.getHeader().getNumber()).isSorted().startsWith(0L);
  }

  @Test
  void every_block_follows_from_the_one_before_and_is_signed_by_the_orderer() throws Exception {
    network.contract("Riverside").submitTransaction("put", "chained", "1");
    var orderer = CryptoMaterial.orderer(network.crypto());
    var orderers = new Membership(Map.of(orderer.mspId(), orderer.root()));

    Block previous = null;
    for (var block : ReadBlocks.from(network, "Harbor", 0, (int) ReadBlocks.height(network))) {
      assertThat(BlockSigner.signed(block, orderers)).isTrue();
      assertThat(block.getHeader().getDataHash()).isEqualTo(BlockHashes.dataHash(block.getData()));
      if (previous != null) {
        assertThat(block.getHeader().getPreviousHash())
            .isEqualTo(BlockHashes.headerHash(previous.getHeader()));
      }
      previous = block;
    }
  }

  @Test
  void filtered_blocks_tell_ids_and_codes_and_event_names_but_no_content() throws Exception {
    var submitted =
        network
            .contract("Riverside")
            .newProposal("event")
            .addArguments("happened", "content")
            .build()
            .endorse()
            .submitAsync();
    var filtered = ReadBlocks.filtered(network, submitted.getStatus().getBlockNumber());

    var transaction = filtered.getFilteredTransactions(0);
    assertThat(transaction.getTxid()).isEqualTo(submitted.getTransactionId());
    assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
    var event = transaction.getTransactionActions().getChaincodeActions(0).getChaincodeEvent();
    assertThat(event.getEventName()).isEqualTo("happened");
    assertThat(event.getPayload().isEmpty()).isTrue();
  }

  @Test
  void chaincode_events_are_replayed_from_a_block_and_after_a_transaction() throws Exception {
    var contract = network.contract("Riverside");
    var start = ReadBlocks.height(network);
    contract.submitTransaction("event", "first", "1");
    contract.submitTransaction("put", "between", "x");
    contract.submitTransaction("event", "second", "2");

    var request = network.network("Harbor").newChaincodeEventsRequest(TestNetwork.CHAINCODE);
    try (var events = request.startBlock(start).build().getEvents()) {
      var first = events.next();
      assertThat(first.getEventName()).isEqualTo("first");
      assertThat(new String(events.next().getPayload(), UTF_8)).isEqualTo("2");

      var seen = new InMemoryCheckpointer();
      seen.checkpointChaincodeEvent(first);
      var resumed = network.network("Harbor").newChaincodeEventsRequest(TestNetwork.CHAINCODE);
      try (var rest = resumed.checkpoint(seen).build().getEvents()) {
        assertThat(rest.next().getEventName()).isEqualTo("second");
      }
    }
  }
}
