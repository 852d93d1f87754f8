package io.tallystick.chaincode.contract;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.chaincode.ChaincodeProcess;
import io.tallystick.ledger.DevLedger;
import io.tallystick.ledger.LedgerConfig;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * Five organisations on a ledger with the contracts served as in production, and clients with
 * Fabric's SDK.
 */
final class Consortium implements AutoCloseable {

  static final List<String> ORGS =
      List.of("Riverside", "Summit", "Harbor", "Meridian", "Authority");

  final DevLedger ledger;
  private final Path crypto;
  private final ChaincodeProcess chaincode;
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Map<String, Gateway> byOrg = new HashMap<>();
  private final Map<String, KeyPair> signingKeys = new HashMap<>();
  private final Random random = new Random();

  Consortium(Path folder) throws Exception {
    this.crypto = folder.resolve("crypto");
    this.chaincode = ChaincodeProcess.start(folder.resolve("chaincode.log"));
    var config =
        LedgerConfig.builder(folder.resolve("data"), crypto)
            .channel("tallystick")
            .chaincode("tallystick", chaincode.address(), LedgerConfig.Policy.outOf(2));
    ORGS.forEach(org -> config.org(org, 0));
    this.ledger = DevLedger.start(config.build());
  }

  /** With which an institution signs what it vouches for; its encryption key is the same here. */
  KeyPair signingKey(String org) {
    return signingKeys.computeIfAbsent(org, name -> keyPair());
  }

  static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  LedgerOperation.BootstrapOrgs founding() throws Exception {
    var orgs = new ArrayList<Org>();
    for (var name : ORGS) {
      var jwk = PublicJwk.of((ECPublicKey) signingKey(name).getPublic());
      var role =
          switch (name) {
            case "Riverside", "Summit" -> Org.Role.HOSPITAL;
            case "Authority" -> Org.Role.AUTHORITY;
            default -> Org.Role.INSURER;
          };
      orgs.add(
          new Org(
              name.toLowerCase(),
              name + "MSP",
              role,
              jwk,
              jwk,
              "http://issuer/" + name,
              "http://" + name,
              Org.Status.ACTIVE,
              1));
    }
    return new LedgerOperation.BootstrapOrgs(id(), orgs);
  }

  /** Submits as {@code org}, endorsed by whom the ledger finds or by these organisations only. */
  Accepted submit(String org, LedgerOperation op, Object opening, String... endorsers)
      throws EndorseException, CommitException {
    try {
      var transaction = proposal(org, op, opening, endorsers).endorse();
      var result = transaction.submit();
      return CanonicalJson.read(result, Accepted.class);
    } catch (EndorseException | CommitException expected) {
      throw expected;
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  Proposal proposal(String org, LedgerOperation op, Object opening, String... endorsers) {
    var parts = op.transaction().split(":");
    var builder =
        contract(org).newProposal(parts[0] + ":" + parts[1]).addArguments(CanonicalJson.text(op));
    if (opening != null) builder.putTransient(op.opId(), CanonicalJson.bytes(opening));
    if (endorsers.length > 0) {
      builder.setEndorsingOrganizations(
          java.util.Arrays.stream(endorsers).map(e -> e + "MSP").toArray(String[]::new));
    }
    return builder.build();
  }

  /** The contract's typed refusal, from where Fabric's gateway puts a chaincode's error. */
  static RefusalCode code(EndorseException refused) {
    var message = refused.getDetails().getFirst().getMessage();
    return CanonicalJson.read(message.substring(message.indexOf('{')), Refusal.class).code();
  }

  Contract contract(String org) {
    return gateway(org).getNetwork("tallystick").getContract("tallystick");
  }

  PrivateKey key(String org) {
    return Pem.privateKey(enrolled(org).privateKey());
  }

  Gateway gateway(String org) {
    return byOrg.computeIfAbsent(org, this::connect);
  }

  private Gateway connect(String org) {
    try {
      var enrolled = enrolled(org);
      var tls = TlsChannelCredentials.newBuilder().trustManager(enrolled.tlsCa().toFile()).build();
      var port = ledger.gatewayPort(org + "MSP");
      var channel = Grpc.newChannelBuilder("localhost:" + port, tls).build();
      channels.add(channel);
      var gateway =
          Gateway.newInstance()
              .identity(new X509Identity(enrolled.mspId(), Pem.certificate(enrolled.certificate())))
              .signer(Signers.newPrivateKeySigner(key(org)))
              .connection(channel)
              .endorseOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
              .connect();
      gateways.add(gateway);
      return gateway;
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private Enrollment enrolled(String org) {
    return CryptoMaterial.enroll(crypto, org, "client");
  }

  synchronized String id() {
    return String.format("%016x%016x", random.nextLong(), random.nextLong());
  }

  synchronized byte[] salt() {
    var salt = new byte[32];
    random.nextBytes(salt);
    return salt;
  }

  @Override
  public void close() {
    gateways.forEach(Gateway::close);
    channels.forEach(ManagedChannel::shutdownNow);
    ledger.close();
    chaincode.close();
  }
}
