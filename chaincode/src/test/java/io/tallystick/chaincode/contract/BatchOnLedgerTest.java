package io.tallystick.chaincode.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several operations in one transaction: each accepted or refused on its own. */
class BatchOnLedgerTest {

  private static final byte[] DOCUMENT = "a claim".getBytes(StandardCharsets.UTF_8);
  private static Consortium consortium;

  private final Map<String, Opening> openings = new HashMap<>();

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
  void what_is_sound_is_accepted_and_what_is_not_is_refused_alone() throws Exception {
    var good = publish();
    var bad = new PublishRecord(consortium.id(), consortium.id(), "no hash", 1);
    var sealed = claim(consortium.id());
    var unopened = claim(consortium.id());
    openings.remove(unopened.opId());

    var outcomes = apply("Riverside", good, bad, sealed, unopened);

    assertThat(outcomes)
        .extracting(Batch.Outcome::opId)
        .containsExactly(ids(good, bad, sealed, unopened));
    assertThat(outcomes.get(0).accepted())
        .isEqualTo(accepted(good, LedgerKeys.record(good.recordId())));
    assertThat(refusal(outcomes.get(1))).isEqualTo(RefusalCode.MALFORMED);
    assertThat(outcomes.get(2).accepted())
        .isEqualTo(accepted(sealed, LedgerKeys.claim(sealed.claimId())));
    assertThat(refusal(outcomes.get(3))).isEqualTo(RefusalCode.OPENING_MISSING);
    assertThat(stored("claim:get", sealed.claimId())).contains("\"version\":1");
    for (var refused : List.of("record:get " + bad.recordId(), "claim:get " + unopened.claimId())) {
      assertThat(isAbsent(refused.split(" ")[0], refused.split(" ")[1])).isTrue();
    }
  }

  @Test
  void one_bill_locked_twice_in_one_batch_is_locked_once() throws Exception {
    var token = consortium.id();
    var first = claim(token);
    var second = claim(token);

    var outcomes = apply("Riverside", first, second);

    assertThat(outcomes.get(0).accepted()).isNotNull();
    assertThat(refusal(outcomes.get(1))).isEqualTo(RefusalCode.DEFERRED);
    assertThat(isAbsent("claim:get", second.claimId())).isTrue();
    assertThat(refusal(apply("Riverside", second).getFirst())).isEqualTo(RefusalCode.BILL_LOCKED);
  }

  @Test
  void two_steps_of_one_claim_in_one_batch_happen_one_after_the_other() throws Exception {
    var submit = claim(consortium.id());
    var cancel = new CancelClaim(consortium.id(), submit.claimId(), 1);

    assertThat(refusal(apply("Riverside", submit, cancel).get(1))).isEqualTo(RefusalCode.DEFERRED);
    assertThat(apply("Riverside", cancel).getFirst().accepted().version()).isEqualTo(2);
  }

  @Test
  void one_operation_twice_in_a_batch_is_done_once_and_repeated_in_the_next() throws Exception {
    var publish = publish();
    var outcomes = apply("Riverside", publish, publish);
    assertThat(refusal(outcomes.get(1))).isEqualTo(RefusalCode.DEFERRED);
    assertThat(apply("Riverside", publish, publish()).getFirst()).isEqualTo(outcomes.getFirst());
    var other = new PublishRecord(publish.opId(), consortium.id(), "cd".repeat(32), 1);
    assertThat(refusal(apply("Riverside", other).getFirst()))
        .isEqualTo(RefusalCode.OPERATION_ID_REUSED);
  }

  @Test
  void a_batch_of_refusals_writes_nothing() throws Exception {
    var bad = new PublishRecord(consortium.id(), consortium.id(), "no hash", 1);
    var transaction = proposal("Riverside", Batch.of(List.of(bad))).endorse();
    assertThat(writtenKeys(transaction.getBytes())).isEmpty();
    assertThat(refusal(outcomes(transaction.getResult()).getFirst()))
        .isEqualTo(RefusalCode.MALFORMED);
  }

  @Test
  void one_event_lists_what_was_accepted() throws Exception {
    var one = publish();
    var two = publish();
    var bad = new PublishRecord(consortium.id(), consortium.id(), "no hash", 1);
    try (var events =
        consortium.gateway("Riverside").getNetwork("tallystick").getChaincodeEvents("tallystick")) {
      apply("Riverside", one, bad, two);
      while (true) {
        var event = events.next();
        var accepted = CanonicalJson.read(event.getPayload(), Accepted[].class);
        if (accepted[0].opId().equals(one.opId())) {
          assertThat(accepted).extracting(Accepted::opId).containsExactly(one.opId(), two.opId());
          return;
        }
      }
    }
  }

  @Test
  void a_claims_operation_names_the_bill_that_it_locked() throws Exception {
    var submit = claim(consortium.id());
    var transaction = proposal("Riverside", Batch.of(List.of(submit))).endorse();
    var written = new String(transaction.getBytes(), StandardCharsets.ISO_8859_1);
    assertThat(written).contains("\"also\":[\"" + LedgerKeys.bill(submit.billHash()) + "\"]");
  }

  @Test
  void a_batch_is_bounded_in_number_and_bytes() {
    var many = new ArrayList<LedgerOperation>();
    for (int i = 0; i <= Batch.MOST_OPERATIONS; i++) many.add(publish());
    assertThat(refusedWhole(Batch.of(many))).isEqualTo(RefusalCode.MALFORMED);
    assertThat(refusedWhole(new Batch(List.of()))).isEqualTo(RefusalCode.MALFORMED);
    var large = claim(consortium.id());
    openings.put(
        large.opId(), new Opening.Document(consortium.salt(), new byte[Batch.MOST_BYTES], null));
    assertThat(refusedWhole(Batch.of(List.of(large)))).isEqualTo(RefusalCode.MALFORMED);
  }

  @Test
  void the_founding_and_unknown_transactions_are_refused_alone() throws Exception {
    var unknown = new Batch.Item("record:burn", CanonicalJson.tree(publish()));
    var surprise = new Batch.Item("record:publish", CanonicalJson.tree(Map.of("surprise", 1)));
    var founding = new Batch.Item("org:bootstrap", CanonicalJson.tree(consortium.founding()));
    var good = publish();
    var last = new Batch.Item(good.transaction(), CanonicalJson.tree(good));
    var outcomes =
        outcomes(
            proposal("Riverside", new Batch(List.of(unknown, surprise, founding, last)))
                .endorse()
                .submit());
    assertThat(outcomes.subList(0, 3)).allMatch(o -> refusal(o) == RefusalCode.MALFORMED);
    assertThat(outcomes.get(3).accepted()).isNotNull();
  }

  private RefusalCode refusedWhole(Batch batch) {
    var refused =
        catchThrowableOfType(EndorseException.class, () -> proposal("Riverside", batch).endorse());
    return Consortium.code(refused);
  }

  private List<Batch.Outcome> apply(String org, LedgerOperation... operations) throws Exception {
    var transaction = proposal(org, Batch.of(Arrays.asList(operations))).endorse();
    return outcomes(transaction.submit());
  }

  private static List<Batch.Outcome> outcomes(byte[] result) {
    return List.of(CanonicalJson.read(result, Batch.Outcome[].class));
  }

  private org.hyperledger.fabric.client.Proposal proposal(String org, Batch batch) {
    var builder =
        consortium
            .contract(org)
            .newProposal(Batch.TRANSACTION)
            .addArguments(CanonicalJson.text(batch));
    openings.forEach((opId, opening) -> builder.putTransient(opId, CanonicalJson.bytes(opening)));
    return builder.setEndorsingOrganizations("RiversideMSP", "HarborMSP").build();
  }

  private static String stored(String query, String id) throws Exception {
    return new String(consortium.contract("Harbor").evaluateTransaction(query, id));
  }

  private static boolean isAbsent(String query, String id) {
    try {
      stored(query, id);
      return false;
    } catch (Exception notFound) {
      return true;
    }
  }

  private static List<String> writtenKeys(byte[] prepared) throws Exception {
    var envelope = PreparedTransaction.parseFrom(prepared).getEnvelope();
    var data = Payload.parseFrom(envelope.getPayload()).getData();
    var action = Transaction.parseFrom(data).getActions(0).getPayload();
    var endorsed = ChaincodeActionPayload.parseFrom(action).getAction();
    var response = ProposalResponsePayload.parseFrom(endorsed.getProposalResponsePayload());
    var results = ChaincodeAction.parseFrom(response.getExtension()).getResults();
    var keys = new ArrayList<String>();
    for (var space : TxReadWriteSet.parseFrom(results).getNsRwsetList()) {
      KVRWSet.parseFrom(space.getRwset()).getWritesList().forEach(w -> keys.add(w.getKey()));
    }
    return keys;
  }

  private PublishRecord publish() {
    return new PublishRecord(consortium.id(), consortium.id(), "ab".repeat(32), 2);
  }

  private SubmitClaim claim(String token) {
    var salt = consortium.salt();
    var commitment = Commitment.to(salt, DOCUMENT).hex();
    var op =
        new SubmitClaim(
            consortium.id(), consortium.id(), "harbor", "claim", commitment, sha256(token), null);
    openings.put(op.opId(), new Opening.Document(salt, DOCUMENT, token));
    return op;
  }

  private static Accepted accepted(LedgerOperation op, String key) {
    return new Accepted(op.opId(), op.transaction(), key, 1);
  }

  private static RefusalCode refusal(Batch.Outcome outcome) {
    assertThat(outcome.accepted()).isNull();
    return outcome.refusal().code();
  }

  private static String[] ids(LedgerOperation... operations) {
    return Arrays.stream(operations).map(LedgerOperation::opId).toArray(String[]::new);
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
