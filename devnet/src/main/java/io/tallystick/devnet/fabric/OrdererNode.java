package io.tallystick.devnet.fabric;

import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The network's one orderer (Raft), and its channel, joined through channel participation. */
record OrdererNode(FabricPlan plan, MspFolders msp) {

  static final String NAME = "orderer";

  Command command() {
    var tls = tlsFolder();
    var data = OwnerOnly.folder(plan.data().resolve(NAME));
    return new FabricCommand(plan.fabric())
        .set("FABRIC_LOGGING_SPEC", "warn")
        .set("ORDERER_GENERAL_LISTENADDRESS", Ports.HOST)
        .set("ORDERER_GENERAL_LISTENPORT", plan.ordererPort())
        .set("ORDERER_GENERAL_LOCALMSPID", CryptoMaterial.ORDERER_MSP)
        .set("ORDERER_GENERAL_LOCALMSPDIR", msp.node(CryptoMaterial.ORDERER))
        .set("ORDERER_GENERAL_BOOTSTRAPMETHOD", "none")
        .set("ORDERER_GENERAL_TLS_ENABLED", true)
        .set("ORDERER_GENERAL_TLS_CERTIFICATE", tls.certificate())
        .set("ORDERER_GENERAL_TLS_PRIVATEKEY", tls.key())
        .set("ORDERER_GENERAL_TLS_ROOTCAS", "[" + tls.root() + "]")
        .set("ORDERER_GENERAL_CLUSTER_CLIENTCERTIFICATE", tls.certificate())
        .set("ORDERER_GENERAL_CLUSTER_CLIENTPRIVATEKEY", tls.key())
        .set("ORDERER_GENERAL_CLUSTER_ROOTCAS", "[" + tls.root() + "]")
        .set("ORDERER_CHANNELPARTICIPATION_ENABLED", true)
        .set("ORDERER_ADMIN_LISTENADDRESS", plan.ordererAdminAddress())
        .set("ORDERER_ADMIN_TLS_ENABLED", true)
        .set("ORDERER_ADMIN_TLS_CERTIFICATE", tls.certificate())
        .set("ORDERER_ADMIN_TLS_PRIVATEKEY", tls.key())
        .set("ORDERER_ADMIN_TLS_CLIENTAUTHREQUIRED", true)
        // Whom the orderer's own organisation enrolled may administer it.
        .set("ORDERER_ADMIN_TLS_CLIENTROOTCAS", "[" + root() + "]")
        .set("ORDERER_FILELEDGER_LOCATION", data.resolve("blocks"))
        .set("ORDERER_CONSENSUS_WALDIR", data.resolve("wal"))
        .set("ORDERER_CONSENSUS_SNAPDIR", data.resolve("snapshots"))
        .set("ORDERER_OPERATIONS_LISTENADDRESS", Ports.HOST + ":0")
        .in(data, "orderer", List.of());
  }

  /** Makes the orderer serve the channel; nothing happens if it does. */
  void join() throws IOException, InterruptedException {
    var tool = new Tool(plan);
    var known = tool.run(osnadmin("list"));
    if (known.contains("\"" + plan.channel() + "\"")) return;
    var joined =
        tool.run(
            osnadmin(
                "join",
                "--channelID",
                plan.channel(),
                "--config-block",
                plan.genesisBlock().toString()));
    // The tool ends well whatever the orderer answered; the answer starts with its HTTP status.
    if (!joined.contains("Status: 201")) throw new IOException(joined.strip());
  }

  private Command osnadmin(String action, String... arguments) {
    var admin = msp.admin(CryptoMaterial.ORDERER);
    var words =
        new ArrayList<>(
            List.of(
                "channel",
                action,
                "-o",
                plan.ordererAdminAddress(),
                "--ca-file",
                plan.tlsCa(CryptoMaterial.ORDERER).toString(),
                "--client-cert",
                admin.resolve("signcerts/cert.pem").toString(),
                "--client-key",
                admin.resolve("keystore/key.pem").toString()));
    words.addAll(List.of(arguments));
    return new FabricCommand(plan.fabric()).in(plan.config(), "osnadmin", words);
  }

  private Path root() {
    return plan.crypto().resolve(CryptoMaterial.ORDERER).resolve("ca/ca.pem");
  }

  private record Tls(Path certificate, Path key, Path root) {}

  private Tls tlsFolder() {
    return new Tls(
        plan.tlsCertificate(CryptoMaterial.ORDERER),
        plan.tlsKey(CryptoMaterial.ORDERER),
        plan.tlsCa(CryptoMaterial.ORDERER));
  }
}
