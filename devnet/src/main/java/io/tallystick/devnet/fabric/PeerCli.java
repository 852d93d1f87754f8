package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fabric's {@code peer} tool in the hands of one organisation's administrator. */
record PeerCli(FabricPlan plan, MspFolders msp, FabricPlan.Org org) {

  private static final String NO_LEADER = "SERVICE_UNAVAILABLE";
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 200;

  String run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(arguments));
  }

  String run(List<String> arguments) throws IOException, InterruptedException {
    var command =
        new FabricCommand(plan.fabric())
            .set("FABRIC_LOGGING_SPEC", "warn")
            .set("CORE_PEER_LOCALMSPID", org.mspId())
            .set("CORE_PEER_MSPCONFIGPATH", msp.admin(org.name()))
            .set("CORE_PEER_ADDRESS", org.peerAddress())
            .set("CORE_PEER_TLS_ENABLED", true)
            .set("CORE_PEER_TLS_ROOTCERT_FILE", plan.tlsCa(org.name()))
            .in(plan.config(), "peer", arguments);
    return new Tool(plan).run(command);
  }

  /**
   * Runs what ends in a transaction: the orderer's address goes with it. One that has just started
   * has no leader yet and is asked again.
   */
  String order(Stream<String> arguments) throws IOException, InterruptedException {
    var words = new ArrayList<>(arguments.toList());
    words.addAll(
        List.of(
            "-o",
            plan.ordererAddress(),
            "--tls",
            "--cafile",
            plan.tlsCa(CryptoMaterial.ORDERER).toString()));
    long deadline = System.nanoTime() + LEADER_LIMIT.toNanos();
    while (true) {
      try {
        return run(words);
      } catch (IOException refused) {
        if (!refused.getMessage().contains(NO_LEADER) || System.nanoTime() > deadline) {
          throw refused;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }
}
