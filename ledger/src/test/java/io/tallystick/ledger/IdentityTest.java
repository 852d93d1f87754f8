package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.CertificateAuthority;
import io.tallystick.ledger.crypto.CertificateAuthority.Validity;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.crypto.Pem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;

  @BeforeAll
  static void start() {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  private static void assertRefused(Network client, String why) {
    assertThatThrownBy(
            () -> client.getContract(TestNetwork.CHAINCODE).submitTransaction("put", "k", "v"))
        .isInstanceOfSatisfying(
            EndorseException.class, e -> assertThat(e.getDetails().toString()).contains(why));
  }

  private static CertificateAuthority authorityOf(String org) {
    var ca = network.crypto().resolve(org).resolve("ca");
    return new CertificateAuthority(
        Pem.certificate(ca.resolve("ca.pem")), Pem.privateKey(ca.resolve("key.pem")));
  }

  @Test
  void a_certificate_of_a_strange_authority_is_refused() {
    var strange = CertificateAuthority.create("Riverside", "ca.riverside", Instant.now());
    var client =
        strange.issueIdentity(
            "Riverside", "mallory", NodeRole.CLIENT, Validity.startingAt(Instant.now()));
    assertRefused(
        network.network("Riverside", "RiversideMSP", client.certificate(), client.key()),
        "creator org unknown");
  }

  @Test
  void a_certificate_shown_as_another_organisations_is_refused() {
    var own = network.enrolled("Harbor");
    assertRefused(
        network.network(
            "Riverside",
            "RiversideMSP",
            Pem.certificate(own.certificate()),
            Pem.privateKey(own.privateKey())),
        "creator org unknown");
  }

  @Test
  void a_certificate_without_its_key_is_refused() {
    var victim = network.enrolled("Riverside");
    var other = CryptoMaterial.enroll(network.crypto(), "Riverside", "other");
    assertRefused(
        network.network(
            "Riverside",
            "RiversideMSP",
            Pem.certificate(victim.certificate()),
            Pem.privateKey(other.privateKey())),
        "access denied: channel [testing] creator org [RiversideMSP]");
  }

  @Test
  void an_expired_certificate_is_refused() {
    var yesterday = Instant.now().minus(Duration.ofDays(1));
    var expired =
        authorityOf("Riverside")
            .issueIdentity(
                "Riverside",
                "late",
                NodeRole.CLIENT,
                new Validity(yesterday, yesterday.plusSeconds(60)));
    assertRefused(
        network.network("Riverside", "RiversideMSP", expired.certificate(), expired.key()),
        "proposal client identity expired");
  }

  @Test
  void a_client_cannot_endorse_in_place_of_a_peer() throws Exception {
    var transaction = forged(network.enrolled("Harbor"));
    assertThat(outcome(transaction)).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
  }

  /** A transaction whose second endorsement is made by a client, for what the peer endorsed. */
  private static Forgery.Signed forged(Enrollment client) throws Exception {
    var endorsed =
        network
            .contract("Riverside")
            .newProposal("put")
            .addArguments("forged", "x")
            .setEndorsingOrganizations("RiversideMSP")
            .build()
            .endorse();
    return Forgery.withEndorsementBy(
        client, PreparedTransaction.parseFrom(endorsed.getBytes()), network.enrolled("Riverside"));
  }

  @Test
  void an_endorsement_whose_signature_is_none_stops_nobody() throws Exception {
    for (var signature : List.of(new byte[0], new byte[] {2, 1, 1}, new byte[] {0x30, 0})) {
      var endorsed =
          network
              .contract("Riverside")
              .newProposal("put")
              .addArguments("odd", "x")
              .setEndorsingOrganizations("RiversideMSP")
              .build()
              .endorse();
      var odd =
          Forgery.withEndorsementBy(
              network.enrolled("Riverside"),
              signature,
              PreparedTransaction.parseFrom(endorsed.getBytes()),
              network.enrolled("Riverside"));
      assertThat(outcome(odd)).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }
    network.contract("Riverside").submitTransaction("put", "after", "x");
  }

  @Test
  void the_orderer_takes_no_transaction_with_a_forged_signature() throws Exception {
    var endorsed =
        network.contract("Riverside").newProposal("put").addArguments("k", "v").build().endorse();
    var prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
    var forged =
        Forgery.resign(prepared, CryptoMaterial.enroll(network.crypto(), "Riverside", "other"));
    assertThatThrownBy(() -> Forgery.submit(network, forged))
        .hasMessageContaining("ABORTED")
        .hasMessageContaining("FORBIDDEN");
  }

  @Test
  void what_a_faulty_orderer_lets_through_is_still_invalid() throws Exception {
    var endorsed =
        network.contract("Riverside").newProposal("put").addArguments("k2", "v").build().endorse();
    var prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
    var forged =
        Forgery.resign(prepared, CryptoMaterial.enroll(network.crypto(), "Riverside", "other"));
    assertThat(outcome(forged)).isEqualTo(TxValidationCode.BAD_CREATOR_SIGNATURE);
  }

  private static TxValidationCode outcome(Forgery.Signed transaction) throws Exception {
    var height = ReadBlocks.height(network);
    Envelope envelope = transaction.envelope();
    assertThat(network.ledger().orderer().order(ByteString.copyFrom(envelope.toByteArray())))
        .isTrue();
    return ReadBlocks.filtered(network, height).getFilteredTransactions(0).getTxValidationCode();
  }
}
