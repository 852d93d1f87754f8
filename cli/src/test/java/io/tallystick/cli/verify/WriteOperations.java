package io.tallystick.cli.verify;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.consent.ResourceAttributes;
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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * Writes a bit of everything through an organisation's gateway each: founding, records, claims
 * settled, pended, answered and cancelled, a transaction that lost a race.
 */
final class WriteOperations implements AutoCloseable {

  private final Path crypto;
  private final ToIntFunction<String> port;
  private final Random random;
  private final Map<String, Gateway> gateways = new HashMap<>();
  private final List<ManagedChannel> channels = new ArrayList<>();

  /** Salt of {@link ShortChain#DOCUMENT} in the claim that is settled. */
  final byte[] salt;

  String settled;

  /**
   * @param port of an organisation's gateway on this machine
   */
  WriteOperations(Path crypto, ToIntFunction<String> port, long seed) {
    this.crypto = crypto;
    this.port = port;
    this.random = new Random(seed);
    this.salt = salt();
  }

  void write() throws Exception {
    submit("authority", founding(), null, ShortChain.ORGS.toArray(String[]::new));
    for (int i = 0; i < 2; i++) {
      var what = new ResourceAttributes("Observation", List.of(), List.of(), null);
      var leaves =
          List.of(
              RecordTree.leaf(salt(), ShortChain.DOCUMENT, what),
              RecordTree.leaf(salt(), ShortChain.DOCUMENT, what));
      submit("summit", new PublishRecord(id(), id(), RecordTree.of(leaves).root(), 2), null);
    }
    settled = claim("harbor", salt);
    adjudicate(settled, 1);
    var pended = claim("meridian", salt());
    var deadline = Instant.now().plus(Duration.ofDays(10));
    var pend = new PendClaim(id(), pended, 1, PendReason.REVIEW, deadline);
    submit("meridian", pend, null, "riverside", "meridian");
    answer(pended, 2);
    var cancel = new CancelClaim(id(), claim("harbor", salt()), 1);
    submit("riverside", cancel, null, "riverside", "harbor");
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
    var commitment = Commitment.to(salt, ShortChain.DOCUMENT).hex();
    submit(
        "riverside",
        new SubmitClaim(id(), claimId, payer, "claim", commitment, bill, null),
        new Opening.Document(salt, ShortChain.DOCUMENT, token),
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
            Commitment.to(salt, ShortChain.DOCUMENT).hex(),
            AdjudicationOutcome.PAID,
            List.of("45")),
        new Opening.Document(salt, ShortChain.DOCUMENT, null),
        "riverside",
        "harbor");
  }

  private void answer(String claimId, long version) throws Exception {
    var salt = salt();
    submit(
        "riverside",
        new AnswerClaim(id(), claimId, version, Commitment.to(salt, ShortChain.DOCUMENT).hex()),
        new Opening.Document(salt, ShortChain.DOCUMENT, null),
        "riverside",
        "meridian");
  }

  private void submit(String org, LedgerOperation op, Opening opening, String... endorsers)
      throws Exception {
    transaction(org, op, opening, endorsers).submit();
  }

  // Left to itself, Fabric's gateway may choose a majority instead of the claim's parties.
  private Transaction endorse(String org, LedgerOperation op) throws Exception {
    return transaction(org, op, null, "riverside", "harbor");
  }

  private Transaction transaction(
      String org, LedgerOperation op, Opening opening, String... endorsers) throws Exception {
    var proposal =
        gateway(org)
            .getNetwork(ShortChain.CHANNEL)
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
      var enrolled = CryptoMaterial.enroll(crypto, org, "client");
      var tls = TlsChannelCredentials.newBuilder().trustManager(enrolled.tlsCa().toFile()).build();
      var channel = Grpc.newChannelBuilder("localhost:" + port.applyAsInt(org), tls).build();
      channels.add(channel);
      return Gateway.newInstance()
          .identity(new X509Identity(enrolled.mspId(), Pem.certificate(enrolled.certificate())))
          .signer(Signers.newPrivateKeySigner(Pem.privateKey(enrolled.privateKey())))
          .connection(channel)
          .endorseOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
          .connect();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private LedgerOperation.BootstrapOrgs founding() throws Exception {
    var orgs = new ArrayList<Org>();
    for (var id : ShortChain.ORGS) {
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
              ShortChain.msp(id),
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

  @Override
  public void close() {
    gateways.values().forEach(Gateway::close);
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
