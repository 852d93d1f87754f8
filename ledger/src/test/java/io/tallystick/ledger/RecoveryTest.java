package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.ledger.block.CorruptChainException;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Pem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

  @TempDir Path folder;
  private TestNetwork network;
  private TestChaincode chaincode;

  @BeforeEach
  void start() throws Exception {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
    for (var i = 1; i <= 3; i++) {
      network.contract("Riverside").submitTransaction("append", "log", "" + i);
    }
  }

  @AfterEach
  void stop() {
    network.close();
    chaincode.close();
  }

  private String log() throws Exception {
    return new String(
        network.contract("Harbor").evaluateTransaction("get", "log"), StandardCharsets.UTF_8);
  }

  private Path chainFile() {
    return network.blocks().resolve("chain-000000.blocks");
  }

  @Test
  void a_restart_keeps_chain_state_and_what_became_of_transactions() throws Exception {
    var transaction =
        network
            .contract("Riverside")
            .newProposal("put")
            .addArguments("once", "x")
            .build()
            .endorse();
    var envelope = transaction.getBytes();
    var first = transaction.submitAsync().getStatus();
    var blocks = ReadBlocks.from(network, "Riverside", 0, 5);

    network.stop();
    network.start();

    assertThat(log()).isEqualTo("123");
    assertThat(ReadBlocks.from(network, "Riverside", 0, 5)).isEqualTo(blocks);
    var again = resubmit(envelope);
    assertThat(again.getCode()).isEqualTo(TxValidationCode.VALID);
    assertThat(again.getBlockNumber()).isEqualTo(first.getBlockNumber());
    assertThat(ReadBlocks.filtered(network, 5).getFilteredTransactions(0).getTxValidationCode())
        .isEqualTo(TxValidationCode.DUPLICATE_TXID);
  }

  /** What a client does that stored its signed transaction and crashed. */
  private Status resubmit(byte[] envelope) throws Exception {
    var enrollment = network.enrolled("Riverside");
    try (var gateway =
        Gateway.newInstance()
            .identity(
                new X509Identity(enrollment.mspId(), Pem.certificate(enrollment.certificate())))
            .signer(Signers.newPrivateKeySigner(Pem.privateKey(enrollment.privateKey())))
            .connection(network.channel("Riverside"))
            .connect()) {
      return gateway.newTransaction(envelope).submitAsync().getStatus();
    }
  }

  @Test
  void a_lost_state_is_rebuilt_from_the_blocks() throws Exception {
    network.stop();
    delete(folder.resolve("data/state"));
    network.start();
    assertThat(log()).isEqualTo("123");
    network.contract("Riverside").submitTransaction("append", "log", "4");
    assertThat(log()).isEqualTo("1234");
  }

  @Test
  void a_state_behind_the_blocks_catches_up() throws Exception {
    network.stop();
    copy(folder.resolve("data/state"), folder.resolve("older"));
    network.start();
    network.contract("Riverside").submitTransaction("append", "log", "4");
    network.stop();
    delete(folder.resolve("data/state"));
    Files.move(folder.resolve("older"), folder.resolve("data/state"));

    network.start();
    assertThat(log()).isEqualTo("1234");
  }

  @Test
  void an_unfinished_append_is_cut_off() throws Exception {
    network.stop();
    var whole = Files.readAllBytes(chainFile());
    var torn = Arrays.copyOf(whole, whole.length + 100);
    torn[whole.length + 2] = 7; // a record of 1,792 bytes of which 92 were written
    Files.write(chainFile(), torn);

    network.start();
    assertThat(Files.size(chainFile())).isEqualTo(whole.length);
    network.contract("Riverside").submitTransaction("append", "log", "4");
    assertThat(log()).isEqualTo("1234");
  }

  @Test
  void a_committed_block_that_was_cut_off_is_missed() throws Exception {
    network.stop();
    try (var file = new RandomAccessFile(chainFile().toFile(), "rw")) {
      file.setLength(file.length() - 10);
    }
    assertThatThrownBy(network::start)
        .isInstanceOf(CorruptChainException.class)
        .hasMessageContaining("block 3")
        .hasMessageContaining("chain-000000.blocks");
  }

  @Test
  void a_flipped_byte_anywhere_is_found_and_named_when_opening() throws Exception {
    network.stop();
    var whole = Files.readAllBytes(chainFile());
    for (var at = 0; at < whole.length; at += whole.length / 20) {
      var flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(chainFile(), flipped);
      assertThatThrownBy(network::start)
          .as("byte %d of %d", at, whole.length)
          .isInstanceOf(CorruptChainException.class)
          .hasMessageContaining("chain-000000.blocks");
    }
  }

  @Test
  void a_byte_flipped_while_running_is_not_served() throws Exception {
    try (var file = new RandomAccessFile(chainFile().toFile(), "rw")) {
      file.seek(file.length() / 2);
      var value = file.read();
      file.seek(file.length() / 2);
      file.write(value ^ 1);
    }
    assertThatThrownBy(() -> ReadBlocks.from(network, "Riverside", 0, 4))
        .hasMessageContaining("failed to read a block");
  }

  @Test
  void a_chain_is_not_continued_with_other_keys() throws Exception {
    network.stop();
    delete(network.crypto().resolve("Harbor"));
    CryptoMaterial.organisation(network.crypto(), "Harbor", "HarborMSP");
    assertThatThrownBy(network::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("other organisations, keys or channel");
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
