package io.tallystick.devnet.fabric;

import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.util.List;

/** An organisation's one peer: gateway, endorser, copy of the chain in LevelDB. */
record PeerNode(FabricPlan plan, MspFolders msp, FabricPlan.Org org) {

  String name() {
    return name(org.name());
  }

  static String name(String org) {
    return org + "-peer";
  }

  Command command() {
    var data = OwnerOnly.folder(plan.data().resolve(name()));
    var command = new FabricCommand(plan.fabric());
    plan.peerSettings().forEach(command::set);
    return command
        .set("FABRIC_LOGGING_SPEC", "warn")
        .set("CORE_PEER_ID", name())
        .set("CORE_PEER_LOCALMSPID", org.mspId())
        .set("CORE_PEER_MSPCONFIGPATH", msp.node(org.name()))
        .set("CORE_PEER_LISTENADDRESS", org.peerAddress())
        .set("CORE_PEER_ADDRESS", org.peerAddress())
        .set("CORE_PEER_TLS_ENABLED", true)
        .set("CORE_PEER_TLS_CERT_FILE", plan.tlsCertificate(org.name()))
        .set("CORE_PEER_TLS_KEY_FILE", plan.tlsKey(org.name()))
        .set("CORE_PEER_TLS_ROOTCERT_FILE", plan.tlsCa(org.name()))
        .set("CORE_PEER_FILESYSTEMPATH", data)
        .set("CORE_LEDGER_SNAPSHOTS_ROOTDIR", data.resolve("snapshots"))
        .set("CORE_LEDGER_STATE_STATEDATABASE", "goleveldb")
        .set("CORE_LEDGER_HISTORY_ENABLEHISTORYDATABASE", true)
        .set("CORE_PEER_GOSSIP_BOOTSTRAP", org.peerAddress())
        .set("CORE_PEER_GOSSIP_EXTERNALENDPOINT", org.peerAddress())
        // Each organisation's only peer takes its blocks from the orderer itself.
        .set("CORE_PEER_GOSSIP_USELEADERELECTION", false)
        .set("CORE_PEER_GOSSIP_ORGLEADER", true)
        // Gateways find each other's peers in two seconds instead of thirty.
        .set("CORE_PEER_GOSSIP_RECONNECTINTERVAL", "1s")
        .set("CORE_PEER_GOSSIP_ALIVETIMEINTERVAL", "1s")
        .set("CORE_PEER_GOSSIP_PUBLISHSTATEINFOINTERVAL", "1s")
        .set("CORE_PEER_GOSSIP_REQUESTSTATEINFOINTERVAL", "1s")
        // An orderer that comes back is found at once, not after a back-off that grew meanwhile.
        .set("CORE_PEER_DELIVERYCLIENT_RECONNECTBACKOFFTHRESHOLD", "1s")
        .set("CORE_PEER_CHAINCODELISTENADDRESS", Ports.HOST + ":0")
        .set("CORE_CHAINCODE_EXTERNALBUILDERS", new ExternalBuilder(plan.builder()).setting())
        .set("CORE_VM_ENDPOINT", "")
        .set("CORE_OPERATIONS_LISTENADDRESS", Ports.HOST + ":0")
        .in(data, "peer", List.of("node", "start"));
  }

  /** Makes the peer take part in the channel; nothing happens if it does. */
  void join() throws IOException, InterruptedException {
    var cli = cli();
    var joined = cli.run("channel", "list").lines().anyMatch(plan.channel()::equals);
    if (!joined) cli.run("channel", "join", "-b", plan.genesisBlock().toString());
  }

  /** The {@code peer} tool as this organisation's administrator, towards this peer. */
  PeerCli cli() {
    return new PeerCli(plan, msp, org);
  }
}
