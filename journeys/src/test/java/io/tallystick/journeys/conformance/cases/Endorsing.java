package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * Gateway: Endorse. After Fabric's internal/pkg/gateway/endorse.go and registry.go, and
 * core/endorser/msgvalidation.go for what a peer refuses.
 */
public final class Endorsing extends CaseGroup {

  private static final String NOT_ENDORSED =
      "ABORTED: failed to endorse transaction, see attached details for more info | ";
  private static final String TOO_FEW =
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | ";

  public Endorsing(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private String refused(EndorseRequest request) throws Exception {
    return Answers.of(
        () -> "endorsed " + client().stub().endorse(request).hasPreparedTransaction());
  }

  private RawProposal proposal(String... args) {
    return new RawProposal(client().person(), CHANNEL, KV, args);
  }

  private static String endorsers(org.hyperledger.fabric.client.Transaction endorsed)
      throws Exception {
    return String.join(", ", RawTransaction.of(endorsed).endorsers());
  }

  @Case("value")
  String an_endorsed_transaction_holds_the_chaincodes_result() throws Exception {
    return new String(client().endorse("put", key(), "value").getResult());
  }

  @Case("2 organisations, RiversideMSP among them")
  String the_gateway_chooses_as_many_organisations_as_the_policy_asks_for() throws Exception {
    var endorsers = RawTransaction.of(client().endorse("put", key(), "value")).endorsers();
    var own = endorsers.contains(msp(0)) ? msp(0) + " among them" : endorsers.toString();
    return endorsers.size() + " organisations, " + own;
  }

  @Case("HarborMSP")
  String only_the_organisation_that_is_named_endorses() throws Exception {
    return endorsers(client().endorseBy(List.of(msp(1)), "put", key(), "value"));
  }

  @Case("AuthorityMSP, HarborMSP, RiversideMSP")
  String all_organisations_that_are_named_endorse() throws Exception {
    return endorsers(client().endorseBy(List.of(msp(0), msp(1), msp(2)), "put", key(), "value"));
  }

  @Case("UNAVAILABLE: failed to find any endorsing peers for org(s): NobodyMSP")
  String an_endorsement_by_an_unknown_organisation_is_refused() throws Exception {
    return Answers.of(
        () -> endorsers(client().endorseBy(List.of("NobodyMSP"), "put", key(), "value")));
  }

  @Case(
      "FAILED_PRECONDITION: no combination of peers can be derived which satisfy the endorsement"
          + " policy…")
  String an_endorsement_of_an_unknown_chaincode_is_refused() throws Exception {
    return Answers.of(() -> endorsers(client().proposal(NOWHERE, "get").build().endorse()));
  }

  @Case(
      "FAILED_PRECONDITION: no combination of peers can be derived which satisfy the endorsement"
          + " policy…")
  String an_endorsement_on_an_unknown_channel_is_refused() throws Exception {
    return Answers.of(
        () ->
            endorsers(
                client().network(NOWHERE).getContract(KV).newProposal("get").build().endorse()));
  }

  @Case(NOT_ENDORSED + "chaincode response 500, not today")
  String a_refusal_of_the_chaincode_is_told_in_the_details() throws Exception {
    return Answers.of(() -> endorsers(client().endorse("refuse", "not today")));
  }

  @Case(NOT_ENDORSED + "chaincode response 400, not here")
  String a_status_from_400_on_is_not_endorsed() throws Exception {
    return Answers.of(() -> endorsers(client().endorse("status", "400", "not here")));
  }

  @Case(TOO_FEW + "chaincode response 500, not today")
  String a_refusal_at_named_organisations_is_told_too() throws Exception {
    return Answers.of(
        () -> endorsers(client().endorseBy(List.of(msp(0), msp(1)), "refuse", "not today")));
  }

  @Case("127.0.0.1 RiversideMSP")
  String details_name_the_peers_address_and_organisation() throws Exception {
    try {
      return endorsers(client().endorse("refuse", "not today"));
    } catch (org.hyperledger.fabric.client.EndorseException refused) {
      var detail = refused.getDetails().getFirst();
      return detail.getAddress().replaceAll("localhost", "127.0.0.1").split(":")[0]
          + " "
          + detail.getMspId();
    }
  }

  @Case(TOO_FEW + "ProposalResponsePayloads do not match")
  String a_chaincode_that_is_not_deterministic_gets_no_endorsement() throws Exception {
    return Answers.of(() -> endorsers(client().endorse("random", key())));
  }

  @Case(TOO_FEW + "ProposalResponsePayloads do not match")
  String organisations_with_different_chaincode_do_not_agree() throws Exception {
    return Answers.of(
        () ->
            endorsers(
                client()
                    .proposal(DIFFERING, "stamp", key())
                    .setEndorsingOrganizations(msp(0), msp(2))
                    .build()
                    .endorse()));
  }

  @Case("HarborMSP, RiversideMSP")
  String the_gateway_goes_on_to_an_organisation_that_agrees() throws Exception {
    return endorsers(client().proposal(DIFFERING, "stamp", key()).build().endorse());
  }

  @Case("HarborMSP, RiversideMSP")
  String the_gateway_goes_on_to_an_organisation_that_endorses_at_all() throws Exception {
    return endorsers(client().proposal(DIFFERING, "failAt", "two", key()).build().endorse());
  }

  @Case("VALID")
  String what_those_who_agree_endorsed_is_valid() throws Exception {
    return Client.code(client().proposal(DIFFERING, "stamp", key()).build().endorse());
  }

  @Case("INVALID_ARGUMENT: the proposed transaction must contain a signed proposal")
  String an_endorsement_without_a_proposal_is_refused() throws Exception {
    return refused(EndorseRequest.getDefaultInstance());
  }

  @Case("INVALID_ARGUMENT: error unmarshalling Proposal: …")
  String an_endorsement_of_other_bytes_is_refused() throws Exception {
    var nonsense =
        SignedProposal.newBuilder().setProposalBytes(ByteString.copyFrom(new byte[] {-1, -1, -1}));
    return refused(EndorseRequest.newBuilder().setProposedTransaction(nonsense).build());
  }

  @Case(
      NOT_ENDORSED
          + "error validating proposal: incorrectly computed txid '<txid>' -- expected '<txid>'")
  String a_transaction_id_that_does_not_follow_from_the_nonce_is_refused() throws Exception {
    return refused(
        proposal("put", key(), "v")
            .signatureHeader(h -> h.setNonce(ByteString.copyFromUtf8("another nonce")))
            .endorseRequest());
  }

  @Case(NOT_ENDORSED + "error validating proposal: nonce is empty")
  String a_proposal_without_a_nonce_is_refused() throws Exception {
    return refused(
        proposal("put", key(), "v").signatureHeader(h -> h.clearNonce()).endorseRequest());
  }

  @Case(NOT_ENDORSED + "error validating proposal: creator is empty")
  String a_proposal_without_a_creator_is_refused() throws Exception {
    return refused(
        proposal("put", key(), "v").signatureHeader(h -> h.clearCreator()).endorseRequest());
  }

  @Case(NOT_ENDORSED + "error validating proposal: invalid header type CONFIG_UPDATE")
  String a_proposal_of_another_type_is_refused() throws Exception {
    return refused(
        proposal("put", key(), "v")
            .channelHeader(h -> h.setType(HeaderType.CONFIG_UPDATE_VALUE))
            .endorseRequest());
  }

  @Case(NOT_ENDORSED + "request unauthorized due to incorrect timestamp …")
  String a_proposal_sixteen_minutes_old_is_refused() throws Exception {
    return refused(proposal("put", key(), "v").channelHeader(h -> shift(h, -16)).endorseRequest());
  }

  @Case(NOT_ENDORSED + "request unauthorized due to incorrect timestamp …")
  String a_proposal_of_sixteen_minutes_ahead_is_refused() throws Exception {
    return refused(proposal("put", key(), "v").channelHeader(h -> shift(h, 16)).endorseRequest());
  }

  @Case(NOT_ENDORSED + "request unauthorized due to incorrect timestamp …")
  String a_proposal_without_a_time_is_refused() throws Exception {
    return refused(
        proposal("put", key(), "v").channelHeader(h -> h.clearTimestamp()).endorseRequest());
  }

  @Case("endorsed true")
  String a_proposal_of_ten_minutes_ahead_is_taken() throws Exception {
    return refused(proposal("put", key(), "v").channelHeader(h -> shift(h, 10)).endorseRequest());
  }

  private static void shift(ChannelHeader.Builder header, int minutes) {
    var time = header.getTimestampBuilder();
    time.setSeconds(time.getSeconds() + 60 * minutes);
  }

  @Case(NOT_ENDORSED + "error validating proposal: epoch is non-zero")
  String a_proposal_of_another_epoch_is_refused() throws Exception {
    return refused(proposal("put", key(), "v").channelHeader(h -> h.setEpoch(1)).endorseRequest());
  }

  @Case(NOT_ENDORSED + "duplicate transaction found [<txid>]. Creator […]")
  String a_proposal_that_was_committed_cannot_be_replayed() throws Exception {
    var proposal = proposal("put", key(), "v");
    var request = proposal.endorseRequest();
    var prepared = client().stub().endorse(request).getPreparedTransaction();
    var transaction = RawTransaction.of(prepared);
    var from = chain().height();
    client().stub().submit(transaction.submitRequest(client().person()));
    chain().codes(from, proposal.txId(), 1);
    return refused(request);
  }

  @Case("endorsed true")
  String a_proposal_that_was_not_submitted_may_be_endorsed_again() throws Exception {
    var request = proposal("put", key(), "v").endorseRequest();
    refused(request);
    return refused(request);
  }

  @Case(
      NOT_ENDORSED
          + "error in simulation: failed to execute transaction <txid>: invalid invocation:"
          + " chaincode 'kv' does not require initialization but called as init")
  String a_call_as_init_is_refused_where_none_is_required() throws Exception {
    return refused(proposal("put", key(), "v").input(i -> i.setIsInit(true)).endorseRequest());
  }
}
