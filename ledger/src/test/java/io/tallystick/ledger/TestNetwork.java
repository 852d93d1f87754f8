package io.tallystick.ledger;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.crypto.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Three organisations, one key-value chaincode, and clients with Fabric's own SDK. */
final class TestNetwork implements AutoCloseable {

  static final String CHANNEL = "testing";
  static final String CHAINCODE = "kv";
  static final List<String> ORGS = List.of("Riverside", "Harbor", "Authority");

  final Path folder;
  final int chaincodePort = freePort();
  private final UnaryOperator<LedgerConfig.Builder> extra;
  private final Map<String, ManagedChannel> channels = new HashMap<>();
  private final List<Gateway> gateways = new ArrayList<>();
  private DevLedger ledger;

  TestNetwork(Path folder) {
    this(folder, builder -> builder);
  }

  TestNetwork(Path folder, UnaryOperator<LedgerConfig.Builder> extra) {
    this.folder = folder;
    this.extra = extra;
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path crypto() {
    return folder.resolve("crypto");
  }

  Path blocks() {
    return folder.resolve("data/blocks");
  }

  LedgerConfig config() {
    var builder =
        LedgerConfig.builder(folder.resolve("data"), crypto())
            .channel(CHANNEL)
            .chaincode(CHAINCODE, "127.0.0.1:" + chaincodePort, LedgerConfig.Policy.outOf(2));
    ORGS.forEach(org -> builder.org(org, 0));
    return extra.apply(builder).build();
  }

  TestNetwork start() {
    ledger = DevLedger.start(config());
    return this;
  }

  void stop() {
    gateways.forEach(Gateway::close);
    gateways.clear();
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
    if (ledger != null) {
      ledger.close();
      ledger = null;
    }
  }

  DevLedger ledger() {
    return ledger;
  }

  /** A connection to an organisation's gateway, trusting its TLS root. */
  ManagedChannel channel(String org) {
    return channels.computeIfAbsent(
        org,
        name -> {
          var port = ledger.gatewayPort(name + "MSP");
          return Grpc.newChannelBuilder("localhost:" + port, tls(enrolled(name))).build();
        });
  }

  private static ChannelCredentials tls(Enrollment enrollment) {
    try {
      return TlsChannelCredentials.newBuilder().trustManager(enrollment.tlsCa().toFile()).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Enrollment enrolled(String org) {
    return CryptoMaterial.enroll(crypto(), org, "client");
  }

  Network network(String org) {
    var enrollment = enrolled(org);
    return network(
        org,
        enrollment.mspId(),
        Pem.certificate(enrollment.certificate()),
        Pem.privateKey(enrollment.privateKey()));
  }

  /** A client that shows this certificate and signs with this key, whatever they are. */
  Network network(String org, String mspId, X509Certificate certificate, PrivateKey key) {
    var gateway =
        Gateway.newInstance()
            .identity(new X509Identity(mspId, certificate))
            .signer(Signers.newPrivateKeySigner(key))
            .hash(Hash.SHA256)
            .connection(channel(org))
            .evaluateOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
            .endorseOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
            .submitOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
            .commitStatusOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
            .connect();
    gateways.add(gateway);
    return gateway.getNetwork(CHANNEL);
  }

  Contract contract(String org) {
    return network(org).getContract(CHAINCODE);
  }

  Contract qscc(String org) {
    return network(org).getContract("qscc");
  }

  @Override
  public void close() {
    stop();
  }
}
