package io.tallystick.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.anchor.Anchor;
import io.tallystick.cli.verify.anchor.Certificate;
import io.tallystick.cli.verify.anchor.CheckCertificate;
import io.tallystick.cli.verify.anchor.IssueCertificate;
import io.tallystick.cli.verify.anchor.Opened;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.Rules;
import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.devnet.fabric.FabricChaincode;
import io.tallystick.devnet.fabric.FabricHome;
import io.tallystick.devnet.fabric.FabricNetwork;
import io.tallystick.ledger.crypto.CryptoMaterial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The same checks on the blocks of a real Fabric network, configuration and lifecycle included. */
@EnabledIfEnvironmentVariable(named = FabricHome.VARIABLE, matches = ".+")
class FabricChainTest {

  private static final Rules RULES = Rules.fabric("tallystick");

  @TempDir private static Path folder;
  private static final List<Block> BLOCKS = new ArrayList<>();
  private static Opened opened;

  @BeforeAll
  static void write() throws Exception {
    var fabric = FabricHome.fromEnvironment().orElseThrow();
    try (var server =
        ChaincodeServer.start(
            folder.resolve("chaincode.log"), address -> chaincode(address).packageId())) {
      var builder = FabricNetwork.in(fabric, folder).channel(ShortChain.CHANNEL);
      for (var org : ShortChain.ORGS) builder = builder.org(org);
      try (var network = builder.batchTimeout(Duration.ofMillis(200)).start()) {
        network.deploy(List.of(chaincode(server.address())));
        try (var operations = new WriteOperations(network.crypto(), network::gatewayPort, 11)) {
          operations.write();
          opened = new Opened(ShortChain.DOCUMENT, operations.salt, null);
        }
        read(network);
      }
    }
  }

  private static FabricChaincode chaincode(String address) {
    var msps = ShortChain.ORGS.stream().map(ShortChain::msp).toList();
    return new FabricChaincode(
        "tallystick", "1.0", address, Map.of(), FabricChaincode.outOf(2, msps));
  }

  @Test
  void a_chain_as_fabric_wrote_it_has_no_problem() {
    var verified = verified(BLOCKS);
    assertThat(verified.findings()).isEmpty();
    assertThat(verified.chronicle().claims()).isEqualTo(4);
  }

  @Test
  void a_changed_code_a_changed_byte_and_a_stripped_signature_are_found() {
    for (int at = 1; at < BLOCKS.size(); at++) {
      var codes = BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE;
      var flipped = BLOCKS.get(at).getMetadata().getMetadata(codes).toByteArray();
      flipped[0] ^= 1;
      assertThat(problems(at, codes, flipped)).contains(Problem.VALIDATION_CODE);
      assertThat(problems(at, BlockMetadataIndex.SIGNATURES_VALUE, new byte[0]))
          .contains(Problem.BLOCK_SIGNATURE);
      assertThat(problems(at, BlockMetadataIndex.COMMIT_HASH_VALUE, new byte[0]))
          .contains(Problem.COMMIT_HASH);
    }
  }

  @Test
  void a_document_is_certified_from_fabrics_blocks() {
    var verified = verified(BLOCKS);
    var anchor = Anchor.of(opened.anchored(), verified.chronicle()).orElseThrow();
    var issue = new IssueCertificate(verified, ShortChain.CHANNEL, RULES, n -> BLOCKS.get((int) n));
    var certificate = Certificate.read(issue.issue(opened, anchor, Instant.EPOCH).json());
    assertThat(CheckCertificate.problems(certificate, opened)).isEmpty();
  }

  private static List<Problem> problems(int at, int slot, byte[] content) {
    var changed = new ArrayList<>(BLOCKS);
    var block = BLOCKS.get(at).toBuilder();
    block.getMetadataBuilder().setMetadata(slot, ByteString.copyFrom(content));
    changed.set(at, block.build());
    return verified(changed).findings().stream().map(finding -> finding.code()).toList();
  }

  private static Verified verified(List<Block> blocks) {
    var verified = new Verified(RULES);
    blocks.forEach(verified::add);
    return verified;
  }

  private static void read(FabricNetwork network) {
    var enrolled = CryptoMaterial.enroll(network.crypto(), "authority", "client");
    var address =
        new Peer.Address(
            "authority",
            "127.0.0.1:" + network.gatewayPort("authority"),
            null,
            enrolled.tlsCa(),
            enrolled.mspId(),
            enrolled.certificate(),
            enrolled.privateKey());
    try (var peer = Peer.at(address, ShortChain.CHANNEL)) {
      peer.read(peer.height(), BLOCKS::add);
    }
  }
}
