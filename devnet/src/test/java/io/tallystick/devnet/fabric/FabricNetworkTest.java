package io.tallystick.devnet.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.devnet.process.Signal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** On the Fabric release that {@code FABRIC_HOME} names; left out where there is none. */
@EnabledIfEnvironmentVariable(named = FabricHome.VARIABLE, matches = ".+")
class FabricNetworkTest {

  private static final List<String> MSPS = List.of("AlphaMSP", "BetaMSP");

  @TempDir private Path folder;

  @Test
  void a_chaincode_is_deployed_upgraded_and_found_again_after_crashes() throws Exception {
    var fabric = FabricHome.fromEnvironment().orElseThrow();
    try (var network = FabricNetwork.in(fabric, folder).org("alpha").org("beta").start()) {
      network.deploy(List.of(chaincode("1.0")));
      network.deploy(List.of(chaincode("1.0"))); // nothing to do
      network.stopOrderer(Signal.KILL);
      network.stopPeer("beta", Signal.KILL);
      network.startOrderer();
      network.startPeer("beta");
      network.deploy(List.of(chaincode("2.0"))); // ordered by who came back
      network.awaitEndorsers(List.of("basic"));
      assertThat(network.peerProcess("beta").isAlive()).isTrue();
    }
    assertThat(folder.resolve("logs/alpha-peer.log")).exists();
  }

  private static FabricChaincode chaincode(String version) {
    return new FabricChaincode("basic", version, "127.0.0.1:1", FabricChaincode.outOf(2, MSPS));
  }
}
