package io.tallystick.journeys.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** Gateway: Evaluate. After Fabric's internal/pkg/gateway/evaluate.go and apiutils.go. */
public final class Evaluating extends CaseGroup {

  public Evaluating(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private String refused(EvaluateRequest request) throws Exception {
    return Answers.of(
        () -> client().stub().evaluate(request).getResult().getPayload().toStringUtf8());
  }

  private RawProposal proposal(String... args) {
    return new RawProposal(client().person(), CHANNEL, KV, args);
  }

  @Case("value")
  String an_evaluation_answers_what_the_chaincode_returns() throws Exception {
    return client().evaluate("get", keyOf("value"));
  }

  @Case("")
  String an_evaluation_writes_nothing() throws Exception {
    var key = key();
    client().evaluate("put", key, "value");
    return client().evaluate("get", key);
  }

  @Case("value")
  String an_evaluation_by_another_organisation_sees_what_is_committed() throws Exception {
    var key = keyOf("value");
    for (var attempt = 0; client(1).evaluate("get", key).isEmpty() && attempt < 100; attempt++) {
      Thread.sleep(20); // the other peer may still be committing the block
    }
    return client(1).evaluate("get", key);
  }

  @Case(
      "UNKNOWN: evaluate call to endorser returned error: chaincode response 500, not today"
          + " | chaincode response 500, not today")
  String a_refusal_of_the_chaincode_fails_the_evaluation() throws Exception {
    return Answers.of(() -> client().evaluate("refuse", "not today"));
  }

  @Case(
      "UNKNOWN: evaluate call to endorser returned error: chaincode response 400, not here"
          + " | chaincode response 400, not here")
  String a_status_from_400_on_is_told_with_its_message() throws Exception {
    return Answers.of(() -> client().evaluate("status", "400", "not here"));
  }

  @Case(
      "FAILED_PRECONDITION: no peers available to evaluate chaincode nowhere in channel"
          + " conformance")
  String an_evaluation_of_an_unknown_chaincode_is_refused() throws Exception {
    return Answers.of(
        () -> new String(client().contract(NOWHERE).evaluateTransaction("get"), UTF_8));
  }

  @Case("UNAVAILABLE: failed to get config for channel [nowhere]…")
  String an_evaluation_on_an_unknown_channel_is_refused() throws Exception {
    return Answers.of(
        () ->
            new String(
                client().network(NOWHERE).getContract(KV).evaluateTransaction("get"), UTF_8));
  }

  @Case("FAILED_PRECONDITION: no peers available to evaluate chaincode kv in channel conformance")
  String an_evaluation_by_an_unknown_organisation_is_refused() throws Exception {
    return Answers.of(
        () ->
            new String(
                client()
                    .proposal(KV, "get", "k")
                    .setEndorsingOrganizations("NobodyMSP")
                    .build()
                    .evaluate(),
                UTF_8));
  }

  @Case("two")
  String an_evaluation_goes_to_the_organisation_that_is_named() throws Exception {
    return new String(
        client()
            .proposal(DIFFERING, "version")
            .setEndorsingOrganizations(msp(2))
            .build()
            .evaluate(),
        UTF_8);
  }

  @Case("two")
  String an_evaluation_goes_to_the_gateways_own_organisation_first() throws Exception {
    return new String(client(2).contract(DIFFERING).evaluateTransaction("version"), UTF_8);
  }

  @Case("x")
  String where_the_own_peer_fails_another_answers() throws Exception {
    return new String(
        client(2).contract(DIFFERING).evaluateTransaction("failAt", "two", key()), UTF_8);
  }

  @Case(
      "ABORTED: failed to evaluate transaction, see attached details for more info"
          + " | error in simulation: transaction returned with failure: …")
  String transient_data_goes_to_the_own_organisation_only() throws Exception {
    return Answers.of(
        () ->
            new String(
                client(2)
                    .proposal(DIFFERING, "failAt", "two", key())
                    .putTransient("secret", "s")
                    .build()
                    .evaluate(),
                UTF_8));
  }

  @Case("INVALID_ARGUMENT: failed to unpack transaction proposal: a signed proposal is required")
  String an_evaluation_without_a_proposal_is_refused() throws Exception {
    return refused(EvaluateRequest.getDefaultInstance());
  }

  @Case("INVALID_ARGUMENT: failed to unpack transaction proposal: error unmarshalling…")
  String an_evaluation_of_no_proposal_but_other_bytes_is_refused() throws Exception {
    var nonsense =
        SignedProposal.newBuilder().setProposalBytes(ByteString.copyFrom(new byte[] {-1, -1, -1}));
    return refused(EvaluateRequest.newBuilder().setProposedTransaction(nonsense).build());
  }

  @Case("INVALID_ARGUMENT: failed to unpack transaction proposal: no channel id provided")
  String an_evaluation_that_names_no_channel_is_refused() throws Exception {
    return refused(proposal("get", "k").channelHeader(h -> h.clearChannelId()).evaluateRequest());
  }

  @Case(
      "INVALID_ARGUMENT: failed to unpack transaction proposal: no chaincode name is provided,"
          + " channel id [conformance]")
  String an_evaluation_that_names_no_chaincode_is_refused() throws Exception {
    return refused(proposal("get", "k").chaincode("").evaluateRequest());
  }

  @Case(
      "FAILED_PRECONDITION: evaluate call to endorser returned error: error validating proposal:"
          + " access denied: channel [conformance] creator org [RiversideMSP] | error validating"
          + " proposal: access denied: channel [conformance] creator org [RiversideMSP]")
  String an_evaluation_with_a_forged_signature_is_refused() throws Exception {
    var proposal = proposal("get", "k");
    var forged =
        SignedProposal.newBuilder()
            .setProposalBytes(proposal.bytes())
            .setSignature(client(1).person().sign(proposal.bytes()));
    return refused(proposal.evaluateRequest(forged.build()));
  }

  @Case(
      "UNAVAILABLE: failed to evaluate transaction, see attached details for more info"
          + " | request unauthorized due to incorrect timestamp …")
  String an_evaluation_sixteen_minutes_old_is_refused() throws Exception {
    return refused(
        proposal("get", "k")
            .channelHeader(
                h -> h.getTimestampBuilder().setSeconds(h.getTimestamp().getSeconds() - 16 * 60))
            .evaluateRequest());
  }

  @Case("DEADLINE_EXCEEDED: …")
  String an_evaluation_ends_with_the_clients_deadline() throws Exception {
    return Answers.of(
        () ->
            new String(
                client()
                    .proposal(KV, "sleep", "1500")
                    .build()
                    .evaluate(
                        o -> o.withDeadlineAfter(300, java.util.concurrent.TimeUnit.MILLISECONDS)),
                UTF_8));
  }
}
