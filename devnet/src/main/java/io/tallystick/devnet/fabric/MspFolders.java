package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The consortium's keys in the folders that Fabric's programs expect (Fabric docs, "Membership
 * Service Providers": MSP structure): one per node, one per organisation's administrator. Roles
 * stand in the certificates' organisational units (node OUs).
 */
record MspFolders(FabricPlan plan) {

  private static final String ADMIN = "admin";

  private static final String NODE_OUS =
      """
      NodeOUs:
        Enable: true
        ClientOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: client}
        PeerOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: peer}
        AdminOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: admin}
        OrdererOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: orderer}
      """;

  void create() throws IOException {
    CryptoMaterial.orderer(plan.crypto());
    create(CryptoMaterial.ORDERER);
    for (var org : plan.orgs()) {
      CryptoMaterial.organisation(plan.crypto(), org.name(), org.mspId());
      create(org.name());
    }
  }

  private void create(String org) throws IOException {
    var admin = CryptoMaterial.enroll(plan.crypto(), org, ADMIN, NodeRole.ADMIN);
    var node = plan.crypto().resolve(org).resolve("node");
    write(node(org), org, node.resolve("cert.pem"), node.resolve("key.pem"));
    write(admin(org), org, admin.certificate(), admin.privateKey());
  }

  /** Of the organisation's peer, or of the orderer. */
  Path node(String org) {
    return plan.config().resolve("msp").resolve(org).resolve("node");
  }

  /** Of the one that may change the organisation's nodes and its part of the channel. */
  Path admin(String org) {
    return plan.config().resolve("msp").resolve(org).resolve(ADMIN);
  }

  private void write(Path msp, String org, Path certificate, Path key) throws IOException {
    copy(plan.crypto().resolve(org).resolve("ca/ca.pem"), msp.resolve("cacerts/ca.pem"));
    copy(plan.tlsCa(org), msp.resolve("tlscacerts/ca.pem"));
    copy(certificate, msp.resolve("signcerts/cert.pem"));
    copy(key, msp.resolve("keystore/key.pem"));
    OwnerOnly.write(msp.resolve("config.yaml"), NODE_OUS);
  }

  private static void copy(Path from, Path to) throws IOException {
    OwnerOnly.write(to, Files.readString(from));
  }
}
