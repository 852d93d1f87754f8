package io.tallystick.chaincode.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts where they live: behind endorsement, ordering and validation. */
class ContractsOnLedgerTest {

  private static final byte[] DOCUMENT = "a claim".getBytes(StandardCharsets.UTF_8);
  private static Consortium consortium;

  @BeforeAll
  static void found(@TempDir Path folder) throws Exception {
    consortium = new Consortium(folder);
    var founding = consortium.founding();
    consortium.submit("Authority", founding, null, Consortium.ORGS.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    consortium.close();
  }

  @Test
  void the_consortium_is_founded_once() throws Exception {
    var again = consortium.founding();
    var refused =
        catchThrowableOfType(
            EndorseException.class, () -> consortium.submit("Authority", again, null));
    assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.ALREADY_BOOTSTRAPPED);
    assertThat(new String(consortium.contract("Summit").evaluateTransaction("org:list")))
        .contains("RiversideMSP", "AuthorityMSP");
  }

  @Test
  void a_claim_is_submitted_and_settled_by_its_two_parties() throws Exception {
    var claimId = consortium.id();
    submit(claimId, "harbor", consortium.id(), "Riverside", "Harbor");
    adjudicate(claimId, "Harbor");
    var json = consortium.contract("Authority").evaluateTransaction("claim:get", claimId);
    var claim = CanonicalJson.read(json, LedgerEntry.Claim.class);
    assertThat(claim.state()).isEqualTo(State.SETTLED);
    assertThat(claim.provider()).isEqualTo("riverside");
  }

  @Test
  void a_payer_and_a_stranger_cannot_move_a_claim_without_its_provider() throws Exception {
    var claimId = consortium.id();
    submit(claimId, "harbor", consortium.id(), "Riverside", "Harbor");
    var invalid =
        catchThrowableOfType(
            CommitException.class, () -> adjudicate(claimId, "Harbor", "Harbor", "Meridian"));
    assertThat(invalid.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    var json = consortium.contract("Harbor").evaluateTransaction("claim:get", claimId);
    assertThat(CanonicalJson.read(json, LedgerEntry.Claim.class).version()).isEqualTo(1);
  }

  @Test
  void of_claims_at_once_on_one_bill_exactly_one_is_accepted() throws Exception {
    var token = consortium.id();
    var attempts = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 8; i++) {
      var payer = i % 2 == 0 ? "harbor" : "meridian";
      attempts.add(() -> accepted(payer, token));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int accepted = 0;
      for (var attempt : threads.invokeAll(attempts)) if (attempt.get()) accepted++;
      assertThat(accepted).isEqualTo(1);
    }
  }

  @Test
  void a_repeated_operation_answers_the_same_and_another_content_is_refused() throws Exception {
    var record = new PublishRecord(consortium.id(), consortium.id(), "ab".repeat(32), 2);
    var first = consortium.submit("Riverside", record, null);
    assertThat(consortium.submit("Riverside", record, null)).isEqualTo(first);
    var other = new PublishRecord(record.opId(), consortium.id(), "cd".repeat(32), 2);
    var refused =
        catchThrowableOfType(
            EndorseException.class, () -> consortium.submit("Riverside", other, null));
    assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.OPERATION_ID_REUSED);
  }

  @Test
  void the_same_words_from_another_institution_are_another_operation() throws Exception {
    var record = new PublishRecord(consortium.id(), consortium.id(), "ab".repeat(32), 2);
    consortium.submit("Summit", record, null);
    var refused =
        catchThrowableOfType(
            EndorseException.class, () -> consortium.submit("Riverside", record, null));
    assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.OPERATION_ID_REUSED);
  }

  @Test
  void an_operation_that_is_not_of_its_shape_is_refused() {
    var contract = consortium.contract("Riverside");
    for (var json : List.of("{", "[]", "{\"opId\":\"../x\",\"leaves\":1}", "{\"surprise\":1}")) {
      var refused =
          catchThrowableOfType(
              EndorseException.class, () -> contract.submitTransaction("record:publish", json));
      assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.MALFORMED);
    }
  }

  @Test
  void a_timestamp_an_hour_off_is_refused() throws Exception {
    var record = new PublishRecord(consortium.id(), consortium.id(), "ab".repeat(32), 2);
    for (int minutes : new int[] {-5, 5}) {
      var backdated = shifted(consortium.proposal("Riverside", record, null).getBytes(), minutes);
      var refused =
          catchThrowableOfType(EndorseException.class, () -> resigned(backdated).endorse());
      assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.TIMESTAMP_OUT_OF_RANGE);
    }
    for (int minutes : new int[] {-60, 60}) {
      var backdated = shifted(consortium.proposal("Riverside", record, null).getBytes(), minutes);
      var refused =
          catchThrowableOfType(EndorseException.class, () -> resigned(backdated).endorse());
      // Beyond the peer's own window the contract isn't even asked.
      assertThat(refused.getDetails().getFirst().getMessage()).contains("incorrect timestamp");
    }
  }

  private static boolean accepted(String payer, String token) throws Exception {
    for (int i = 0; ; i++) {
      try {
        submit(consortium.id(), payer, token);
        return true;
      } catch (EndorseException refused) {
        if (refused.getDetails().isEmpty()) throw refused;
        assertThat(Consortium.code(refused)).isEqualTo(RefusalCode.BILL_LOCKED);
        return false;
      } catch (CommitException conflict) {
        // Within one block the bill's new key policy strikes before the stale read does, as in
        // Fabric.
        assertThat(conflict.getCode())
            .isIn(TxValidationCode.MVCC_READ_CONFLICT, TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(i).isLessThan(20);
      }
    }
  }

  private static void submit(String claimId, String payer, String token, String... endorsers)
      throws EndorseException, CommitException {
    var salt = consortium.salt();
    var op =
        new SubmitClaim(
            consortium.id(),
            claimId,
            payer,
            "claim",
            Commitment.to(salt, DOCUMENT).hex(),
            sha256(token),
            null);
    consortium.submit("Riverside", op, new Opening.Document(salt, DOCUMENT, token), endorsers);
  }

  private static void adjudicate(String claimId, String payer, String... endorsers)
      throws EndorseException, CommitException {
    var salt = consortium.salt();
    LedgerOperation op =
        new AdjudicateClaim(
            consortium.id(),
            claimId,
            1,
            true,
            Commitment.to(salt, DOCUMENT).hex(),
            AdjudicationOutcome.PAID,
            List.of("45"));
    consortium.submit(payer, op, new Opening.Document(salt, DOCUMENT, null), endorsers);
  }

  /**
   * The same proposal with another timestamp in its channel header; the txid doesn't depend on it.
   */
  private static ProposedTransaction shifted(byte[] proposed, int minutes) throws Exception {
    var transaction = ProposedTransaction.parseFrom(proposed);
    var proposal = Proposal.parseFrom(transaction.getProposal().getProposalBytes());
    var header = Header.parseFrom(proposal.getHeader());
    var channelHeader = ChannelHeader.parseFrom(header.getChannelHeader());
    var seconds = channelHeader.getTimestamp().getSeconds() + minutes * 60L;
    var moved =
        channelHeader.toBuilder().setTimestamp(Timestamp.newBuilder().setSeconds(seconds)).build();
    var bytes =
        proposal.toBuilder()
            .setHeader(
                header.toBuilder().setChannelHeader(moved.toByteString()).build().toByteString())
            .build()
            .toByteString();
    return transaction.toBuilder()
        .setProposal(transaction.getProposal().toBuilder().setProposalBytes(bytes))
        .build();
  }

  private static org.hyperledger.fabric.client.Proposal resigned(ProposedTransaction transaction)
      throws Exception {
    var digest = Hash.SHA256.apply(transaction.getProposal().getProposalBytes().toByteArray());
    var signature = Signers.newPrivateKeySigner(consortium.key("Riverside")).sign(digest);
    return consortium.gateway("Riverside").newSignedProposal(transaction.toByteArray(), signature);
  }

  private static String sha256(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(token));
      return HexFormat.of().formatHex(digest);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
