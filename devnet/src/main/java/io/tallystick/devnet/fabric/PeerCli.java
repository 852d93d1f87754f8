package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fabric's {@code peer} tool in the hands of one organisation's administrator. */
record PeerCli(FabricPlan plan, MspFolders msp, FabricPlan.Org org) {

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

  /** Runs what ends in a transaction: the orderer's address goes with it. */
  String order(Stream<String> arguments) throws IOException, InterruptedException {
    var words = new ArrayList<>(arguments.toList());
    words.addAll(
        List.of(
            "-o",
            plan.ordererAddress(),
            "--tls",
            "--cafile",
            plan.tlsCa(CryptoMaterial.ORDERER).toString()));
    return run(words);
  }
}
