package io.tallystick.kit.testing;

import com.nimbusds.jose.JOSEException;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Another institution, played by a test: acts on the ledger with that institution's identity. */
public final class TestInstitution {

  /** That an operation is final. */
  public record Receipt(String txid, long block, Accepted accepted) {}

  private static final Map<String, TestInstitution> PLAYED = new ConcurrentHashMap<>();

  private final String org;
  private final Gateway gateway;

  private TestInstitution(String org) {
    this.org = org;
    this.gateway = connect(org);
  }

  public static TestInstitution of(String org) {
    return PLAYED.computeIfAbsent(org, TestInstitution::new);
  }

  public String id() {
    return org;
  }

  /** What it sends and receives over Kafka. */
  public TestEvents events() {
    return new TestEvents(org);
  }

  /**
   * Waits for the commit.
   *
   * @param opening null if the operation has none
   * @param endorsers org ids; none leaves it to discovery
   * @throws IllegalStateException if it was refused or invalid, with the ledger's words
   */
  public Receipt submit(LedgerOperation operation, Opening opening, String... endorsers) {
    var name = operation.transaction().split(":", 2);
    var proposal =
        gateway
            .getNetwork(TestLedger.CHANNEL)
            .getContract(TestLedger.CHAINCODE, name[0])
            .newProposal(name[1])
            .addArguments(CanonicalJson.bytes(operation));
    if (opening != null) {
      proposal.putTransient(operation.opId(), CanonicalJson.bytes(opening));
    }
    if (endorsers.length > 0) {
      proposal.setEndorsingOrganizations(
          Arrays.stream(endorsers)
              .map(id -> TestConsortium.member(id).msp())
              .toArray(String[]::new));
    }
    try {
      var submitted = proposal.build().endorse().submitAsync();
      var status = submitted.getStatus();
      if (!status.isSuccessful()) throw new IllegalStateException("invalid: " + status.getCode());
      var result = new String(submitted.getResult(), StandardCharsets.UTF_8);
      return new Receipt(
          status.getTransactionId(),
          status.getBlockNumber(),
          CanonicalJson.read(result, Accepted.class));
    } catch (EndorseException refused) {
      throw new IllegalStateException(refused.getDetails().toString(), refused);
    } catch (SubmitException | CommitStatusException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** A block as its peer serves it (qscc): serialized {@code common.Block}. */
  public byte[] block(long number) {
    try {
      return gateway
          .getNetwork(TestLedger.CHANNEL)
          .getContract("qscc")
          .evaluateTransaction("GetBlockByNumber", TestLedger.CHANNEL, Long.toString(number));
    } catch (GatewayException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** ES256 by the institution's signing key, whose public half is on the ledger. */
  public String sign(byte[] message) {
    try {
      var key = TestConsortium.read(TestConsortium.signingKey(org)).toECPrivateKey();
      return Es256.sign(key, message);
    } catch (JOSEException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private static Gateway connect(String org) {
    var user = TestLedger.crypto(org).resolve("users/test");
    try (var certificate = Files.newBufferedReader(user.resolve("cert.pem"));
        var key = Files.newBufferedReader(user.resolve("key.pem"))) {
      return Gateway.newInstance()
          .identity(
              new X509Identity(
                  TestConsortium.member(org).msp(), Identities.readX509Certificate(certificate)))
          .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(key)))
          .hash(Hash.SHA256)
          .connection(channel(org))
          .endorseOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
          .connect();
    } catch (IOException | GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static ManagedChannel channel(String org) throws IOException {
    var ca = TestLedger.crypto(org).resolve("tls/ca.pem").toFile();
    return NettyChannelBuilder.forTarget("127.0.0.1:" + TestLedger.gatewayPort(org))
        .sslContext(GrpcSslContexts.forClient().trustManager(ca).build())
        .build();
  }
}
