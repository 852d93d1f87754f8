package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Block 0 of the channel, made once by {@code configtxgen}: members with their anchor peers
 * (without them gateways don't find each other's peers), one Raft orderer, majority rule for
 * lifecycle.
 */
record ChannelConfiguration(FabricPlan plan, MspFolders msp) {

  private static final String PROFILE = "Channel";

  void create() throws IOException, InterruptedException {
    if (Files.exists(plan.genesisBlock())) return;
    OwnerOnly.write(plan.config().resolve("configtx.yaml"), yaml());
    var unfinished = plan.config().resolve("genesis.unfinished");
    var arguments =
        List.of(
            "-configPath", plan.config().toString(),
            "-profile", PROFILE,
            "-channelID", plan.channel(),
            "-outputBlock", unfinished.toString());
    new Tool(plan)
        .run(new FabricCommand(plan.fabric()).in(plan.config(), "configtxgen", arguments));
    Files.move(unfinished, plan.genesisBlock());
  }

  private String yaml() {
    var capabilities = plan.fabric().capabilities();
    return """
        Profiles:
          Channel:
            Policies:
        %s
            Capabilities: {%s: true}
            Orderer:
              OrdererType: etcdraft
              BatchTimeout: %dms
              BatchSize: {MaxMessageCount: 500, AbsoluteMaxBytes: 10 MB, PreferredMaxBytes: 2 MB}
              EtcdRaft:
                Consenters:
                  - Host: 127.0.0.1
                    Port: %d
                    ClientTLSCert: "%s"
                    ServerTLSCert: "%s"
                # A lone orderer that comes back leads after ten to twenty ticks.
                Options: {TickInterval: 100ms, ElectionTick: 10, HeartbeatTick: 1, MaxInflightBlocks: 5, SnapshotIntervalSize: 64 MB}
              Organizations:
        %s
              Policies:
        %s
                BlockValidation: {Type: ImplicitMeta, Rule: "ANY Writers"}
              Capabilities: {%s: true}
            Application:
              Organizations:
        %s
              Policies:
        %s
                LifecycleEndorsement: {Type: ImplicitMeta, Rule: "MAJORITY Endorsement"}
                Endorsement: {Type: ImplicitMeta, Rule: "MAJORITY Endorsement"}
              Capabilities: {%s: true}
        """
        .formatted(
            indent(6, META_POLICIES),
            capabilities.channel(),
            plan.batchTimeout().toMillis(),
            plan.ordererPort(),
            plan.tlsCertificate(CryptoMaterial.ORDERER),
            plan.tlsCertificate(CryptoMaterial.ORDERER),
            indent(8, orderer()),
            indent(8, META_POLICIES),
            capabilities.orderer(),
            indent(8, String.join("", plan.orgs().stream().map(this::member).toList())),
            indent(8, META_POLICIES),
            capabilities.application());
  }

  private static final String META_POLICIES =
      """
      Readers: {Type: ImplicitMeta, Rule: "ANY Readers"}
      Writers: {Type: ImplicitMeta, Rule: "ANY Writers"}
      Admins: {Type: ImplicitMeta, Rule: "MAJORITY Admins"}
      """;

  private String orderer() {
    return """
        - Name: %1$s
          ID: %1$s
          MSPDir: "%2$s"
          OrdererEndpoints: ["%3$s"]
          Policies:
            Readers: {Type: Signature, Rule: "OR('%1$s.member')"}
            Writers: {Type: Signature, Rule: "OR('%1$s.member')"}
            Admins: {Type: Signature, Rule: "OR('%1$s.admin')"}
        """
        .formatted(
            CryptoMaterial.ORDERER_MSP, msp.node(CryptoMaterial.ORDERER), plan.ordererAddress());
  }

  private String member(FabricPlan.Org org) {
    return """
        - Name: %1$s
          ID: %1$s
          MSPDir: "%2$s"
          AnchorPeers: [{Host: 127.0.0.1, Port: %3$d}]
          Policies:
            Readers: {Type: Signature, Rule: "OR('%1$s.member')"}
            Writers: {Type: Signature, Rule: "OR('%1$s.member')"}
            Admins: {Type: Signature, Rule: "OR('%1$s.admin')"}
            Endorsement: {Type: Signature, Rule: "OR('%1$s.peer')"}
        """
        .formatted(org.mspId(), msp.node(org.name()), org.peerPort());
  }

  private static String indent(int spaces, String block) {
    return block.indent(spaces).stripTrailing();
  }
}
