package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Person;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;

/**
 * Gateway: CommitStatus. After Fabric's internal/pkg/gateway/commitstatus.go and commit/finder.go.
 */
public final class CommitStatuses extends CaseGroup {

  private static final String UNKNOWN = "f".repeat(64);

  public CommitStatuses(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private CommitStatusRequest.Builder request(String txId) {
    return CommitStatusRequest.newBuilder()
        .setIdentity(client().person().serialized())
        .setChannelId(CHANNEL)
        .setTransactionId(txId);
  }

  private static SignedCommitStatusRequest signed(
      CommitStatusRequest.Builder request, Person signer) {
    var bytes = request.build().toByteString();
    return SignedCommitStatusRequest.newBuilder()
        .setRequest(bytes)
        .setSignature(signer.sign(bytes))
        .build();
  }

  private String status(SignedCommitStatusRequest request) throws Exception {
    return Answers.of(() -> client().stub().commitStatus(request).getResult().name());
  }

  private String status(CommitStatusRequest.Builder request) throws Exception {
    return status(signed(request, client().person()));
  }

  @Case("the same block")
  String a_status_names_the_block_of_the_transaction() throws Exception {
    var endorsed = client().endorse("put", key(), "v");
    var status = endorsed.submitAsync().getStatus();
    var block = chain().blockOf(endorsed.getTransactionId()).getHeader().getNumber();
    return block == status.getBlockNumber() ? "the same block" : block + " but " + status;
  }

  @Case("VALID")
  String the_status_of_a_valid_transaction_is_told() throws Exception {
    var endorsed = client().endorse("put", key(), "v");
    endorsed.submit();
    return status(request(endorsed.getTransactionId()));
  }

  @Case("MVCC_READ_CONFLICT")
  String the_status_of_an_invalid_transaction_is_told() throws Exception {
    var key = keyOf("v");
    var first = client().endorse("append", key, "1");
    var second = client().endorse("append", key, "2");
    inOrder(first, second);
    return status(request(second.getTransactionId()));
  }

  @Case("VALID")
  String another_members_client_may_ask() throws Exception {
    var endorsed = client().endorse("put", key(), "v");
    endorsed.submit();
    var request = request(endorsed.getTransactionId()).setIdentity(client(1).person().serialized());
    return status(signed(request, client(1).person()));
  }

  @Case("DEADLINE_EXCEEDED: …")
  String the_status_of_an_unknown_transaction_is_waited_for() throws Exception {
    return Answers.of(
        () ->
            client()
                .stub()
                .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                .commitStatus(signed(request(UNKNOWN), client().person()))
                .getResult()
                .name());
  }

  @Case("VALID")
  String who_asks_before_the_commit_is_answered_after_it() throws Exception {
    var transaction = RawTransaction.of(client().endorse("put", key(), "v"));
    var request = signed(request(transaction.txId()), client().person());
    var answer =
        CompletableFuture.supplyAsync(
            () -> client().stub().commitStatus(request).getResult().name());
    client().stub().submit(transaction.submitRequest(client().person()));
    return answer.get(60, TimeUnit.SECONDS);
  }

  @Case("PERMISSION_DENIED: Failed to get policy manager for channel [nowhere]")
  String a_status_on_an_unknown_channel_is_refused() throws Exception {
    return status(request(UNKNOWN).setChannelId(NOWHERE));
  }

  @Case("PERMISSION_DENIED: …implicit policy evaluation failed…")
  String a_question_with_a_forged_signature_is_refused() throws Exception {
    return status(signed(request(UNKNOWN), client(1).person()));
  }

  @Case("PERMISSION_DENIED: …implicit policy evaluation failed…")
  String a_stranger_is_not_told_a_status() throws Exception {
    var stranger = Strangers.ofAnotherAuthority(member(0));
    return status(signed(request(UNKNOWN).setIdentity(stranger.serialized()), stranger));
  }

  @Case("INVALID_ARGUMENT: transaction ID should not be empty")
  String a_question_for_no_transaction_is_refused() throws Exception {
    return status(request(""));
  }

  @Case("INVALID_ARGUMENT: no identity provided")
  String a_question_of_nobody_is_refused() throws Exception {
    return status(request(UNKNOWN).clearIdentity());
  }

  @Case("INVALID_ARGUMENT: no channel ID provided")
  String a_question_on_no_channel_is_refused() throws Exception {
    return status(request(UNKNOWN).clearChannelId());
  }

  @Case("INVALID_ARGUMENT: a commit status request is required")
  String an_empty_question_is_refused() throws Exception {
    return status(SignedCommitStatusRequest.getDefaultInstance());
  }

  @Case("INVALID_ARGUMENT: invalid status request: …")
  String a_question_of_other_bytes_is_refused() throws Exception {
    var nonsense = ByteString.copyFrom(new byte[] {-1, -1, -1});
    return status(SignedCommitStatusRequest.newBuilder().setRequest(nonsense).build());
  }

  @Case("VALID, VALID, VALID")
  String many_wait_for_the_same_block() throws Exception {
    return inOneBlock(
        () ->
            List.of(
                client().endorse("put", key(), "1"),
                client().endorse("put", key(), "2"),
                client().endorse("put", key(), "3")));
  }
}
