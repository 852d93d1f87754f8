package io.tallystick.cli.verify;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.ledger.DevLedger;
import io.tallystick.ledger.LedgerConfig;
import io.tallystick.ledger.block.BlockFiles;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.AnswerClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.org.Org;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;

/**
 * A chain with a bit of everything, made by the dev ledger and the real contracts and left on disk:
 * founding, records, claims settled, pended, answered and cancelled, a transaction that lost a
 * race.
 */
final class ShortChain {

  static final String CHANNEL = "tallystick";
  static final List<String> ORGS =
      List.of("riverside", "summit", "harbor", "meridian", "authority");

  static final byte[] DOCUMENT = "a claim, as it was billed".getBytes(StandardCharsets.UTF_8);

  /** Salt of {@link #DOCUMENT} in the claim that was settled. */
  final byte[] salt;

  final Path folder;
  String settled;
  private final Random random;
  private final Map<String, Gateway> gateways = new HashMap<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private DevLedger ledger;

  private ShortChain(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
    this.salt = salt();
  }

  /** Makes it in a folder; on return nothing runs any more. */
  static ShortChain make(Path folder, long seed) throws Exception {
    var chain = new ShortChain(folder, seed);
    try (var chaincode = ChaincodeServer.start(folder.resolve("chaincode.log"))) {
      var config =
          LedgerConfig.builder(chain.data(), folder.resolve("crypto"))
              .channel(CHANNEL)
              .chaincode("tallystick", chaincode.address(), LedgerConfig.Policy.outOf(2));
      ORGS.forEach(org -> config.org(new LedgerConfig.Org(org, msp(org), 0)));
      chain.ledger = DevLedger.start(config.build());
      try {
        chain.write();
      } finally {
        chain.gateways.values().forEach(Gateway::close);
        chain.channels.forEach(ManagedChannel::shutdownNow);
        chain.ledger.close();
      }
    }
    return chain;
  }

  /** The dev ledger's data folder. */
  Path data() {
    return folder.resolve("data");
  }

  List<Block> blocks() {
    try (var files = BlockFiles.open(data().resolve("blocks"), 0, repaired -> {})) {
      var blocks = new ArrayList<Block>();
      for (long i = 0; i < files.end().height(); i++) blocks.add(files.read(i));
      return blocks;
    }
  }

  static String msp(String org) {
    return org.substring(0, 1).toUpperCase(Locale.ROOT) + org.substring(1) + "MSP";
  }

  private void write() throws Exception {
    submit("authority", founding(), null, ORGS.toArray(String[]::new));
    for (int i = 0; i < 2; i++) {
      var leaves = List.of(RecordTree.leaf(salt(), DOCUMENT), RecordTree.leaf(salt(), DOCUMENT));
      submit("summit", new PublishRecord(id(), id(), RecordTree.of(leaves).root(), 2), null);
    }
    settled = claim("harbor", salt);
    adjudicate(settled, 1);
    var pended = claim("meridian", salt());
    var deadline = Instant.now().plus(Duration.ofDays(10));
    submit("meridian", new PendClaim(id(), pended, 1, PendReason.REVIEW, deadline), null);
    answer(pended, 2);
    submit("riverside", new CancelClaim(id(), claim("harbor", salt()), 1), null);
    race(claim("harbor", salt()));
  }

  /** Two endorsed upon the same version: one of them is in its block with MVCC_READ_CONFLICT. */
  private void race(String claimId) throws Exception {
    var deadline = Instant.now().plus(Duration.ofDays(5));
    var first = endorse("harbor", new PendClaim(id(), claimId, 1, PendReason.REVIEW, deadline));
    var second = endorse("riverside", new CancelClaim(id(), claimId, 1));
    var one = first.submitAsync();
    var other = second.submitAsync();
    if (one.getStatus().isSuccessful() == other.getStatus().isSuccessful()) {
      throw new AssertionError("one of two wins a race");
    }
  }

  private String claim(String payer, byte[] salt) throws Exception {
    var claimId = id();
    var token = id();
    var bill = sha256(HexFormat.of().parseHex(token));
    var commitment = Commitment.to(salt, DOCUMENT).hex();
    submit(
        "riverside",
        new SubmitClaim(id(), claimId, payer, "claim", commitment, bill, null),
        new Opening.Document(salt, DOCUMENT, token),
        "riverside",
        payer);
    return claimId;
  }

  private void adjudicate(String claimId, long version) throws Exception {
    var salt = salt();
    submit(
        "harbor",
        new AdjudicateClaim(
            id(),
            claimId,
            version,
            true,
            Commitment.to(salt, DOCUMENT).hex(),
            AdjudicationOutcome.PAID,
            List.of("45")),
        new Opening.Document(salt, DOCUMENT, null),
        "riverside",
        "harbor");
  }

  private void answer(String claimId, long version) throws Exception {
    var salt = salt();
    submit(
        "riverside",
        new AnswerClaim(id(), claimId, version, Commitment.to(salt, DOCUMENT).hex()),
        new Opening.Document(salt, DOCUMENT, null),
        "riverside",
        "meridian");
  }

  private void submit(String org, LedgerOperation op, Opening opening, String... endorsers)
      throws Exception {
    transaction(org, op, opening, endorsers).submit();
  }

  private Transaction endorse(String org, LedgerOperation op) throws Exception {
    return transaction(org, op, null);
  }

  private Transaction transaction(
      String org, LedgerOperation op, Opening opening, String... endorsers) throws Exception {
    var proposal =
        gateway(org)
            .getNetwork(CHANNEL)
            .getContract("tallystick")
            .newProposal(op.transaction())
            .addArguments(CanonicalJson.text(op));
    if (opening != null) proposal.putTransient(op.opId(), CanonicalJson.bytes(opening));
    if (endorsers.length > 0) {
      proposal.setEndorsingOrganizations(
          Arrays.stream(endorsers).map(ShortChain::msp).toArray(String[]::new));
    }
    return proposal.build().endorse();
  }

  private Gateway gateway(String org) {
    return gateways.computeIfAbsent(org, this::connect);
  }

  private Gateway connect(String org) {
    try {
      var enrolled = CryptoMaterial.enroll(folder.resolve("crypto"), org, "client");
      var tls = TlsChannelCredentials.newBuilder().trustManager(enrolled.tlsCa().toFile()).build();
      var channel =
          Grpc.newChannelBuilder("localhost:" + ledger.gatewayPort(msp(org)), tls).build();
      channels.add(channel);
      return Gateway.newInstance()
          .identity(new X509Identity(enrolled.mspId(), Pem.certificate(enrolled.certificate())))
          .signer(Signers.newPrivateKeySigner(Pem.privateKey(enrolled.privateKey())))
          .connection(channel)
          .endorseOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
          .connect();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private LedgerOperation.BootstrapOrgs founding() throws Exception {
    var orgs = new ArrayList<Org>();
    for (var id : ORGS) {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var jwk = PublicJwk.of((ECPublicKey) generator.generateKeyPair().getPublic());
      var role =
          switch (id) {
            case "riverside", "summit" -> Org.Role.HOSPITAL;
            case "authority" -> Org.Role.AUTHORITY;
            default -> Org.Role.INSURER;
          };
      orgs.add(
          new Org(
              id,
              msp(id),
              role,
              jwk,
              jwk,
              "http://issuer/" + id,
              "http://" + id,
              Org.Status.ACTIVE,
              1));
    }
    return new LedgerOperation.BootstrapOrgs(id(), orgs);
  }

  private String id() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  private byte[] salt() {
    var salt = new byte[Commitment.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
