package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;

/**
 * Gateway: Submit. After Fabric's internal/pkg/gateway/submit.go, and for what the orderer refuses
 * orderer/common/broadcast, multichannel/registrar.go and msgprocessor.
 */
public final class Submitting extends CaseGroup {

  private static final String BY_THE_ORDERER =
      "ABORTED: received unsuccessful response from orderer: ";

  public Submitting(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private String submitted(SubmitRequest request) throws Exception {
    return Answers.of(
        () -> {
          client().stub().submit(request);
          return "accepted";
        });
  }

  private RawTransaction endorsed() throws Exception {
    return RawTransaction.of(client().endorse("put", key(), "v"));
  }

  @Case("VALID")
  String a_submitted_transaction_is_committed() throws Exception {
    return client().submit("put", key(), "v");
  }

  @Case("accepted")
  String an_envelope_put_together_by_hand_is_accepted() throws Exception {
    return submitted(endorsed().submitRequest(client().person()));
  }

  @Case("INVALID_ARGUMENT: a prepared transaction is required")
  String a_submit_without_a_transaction_is_refused() throws Exception {
    return submitted(SubmitRequest.newBuilder().setChannelId(CHANNEL).build());
  }

  @Case("INVALID_ARGUMENT: prepared transaction must be signed")
  String an_unsigned_transaction_is_refused() throws Exception {
    var unsigned = endorsed().signed(client().person()).toBuilder().clearSignature().build();
    return submitted(endorsed().submitRequest(unsigned));
  }

  @Case(BY_THE_ORDERER + "status=FORBIDDEN, info=implicit policy evaluation failed…")
  String a_transaction_with_a_forged_signature_is_not_ordered() throws Exception {
    return submitted(endorsed().submitRequest(client(1).person()));
  }

  @Case("FAILED_PRECONDITION: failed to get config for channel [nowhere]…")
  String a_submit_to_an_unknown_channel_is_refused() throws Exception {
    var request = endorsed().submitRequest(client().person()).toBuilder().setChannelId(NOWHERE);
    return submitted(request.build());
  }

  @Case(BY_THE_ORDERER + "status=BAD_REQUEST, info=channel does not exist")
  String a_transaction_for_an_unknown_channel_is_not_ordered() throws Exception {
    return submitted(
        endorsed().channelHeader(h -> h.setChannelId(NOWHERE)).submitRequest(client().person()));
  }

  @Case(BY_THE_ORDERER + "status=BAD_REQUEST, info=could not determine channel ID: …")
  String an_envelope_of_other_bytes_is_not_ordered() throws Exception {
    var bytes = ByteString.copyFrom(new byte[] {-1, -1, -1});
    var nonsense = Envelope.newBuilder().setPayload(bytes).setSignature(bytes).build();
    return submitted(endorsed().submitRequest(nonsense));
  }

  @Case(
      BY_THE_ORDERER
          + "status=BAD_REQUEST, info=message is of type that cannot be processed directly")
  String a_configuration_is_not_taken_from_a_client() throws Exception {
    return submitted(
        endorsed()
            .channelHeader(h -> h.setType(HeaderType.CONFIG_VALUE))
            .submitRequest(client().person()));
  }

  @Case(
      BY_THE_ORDERER
          + "status=BAD_REQUEST, info=message payload is … bytes and exceeds maximum allowed"
          + " 10485760 bytes")
  String a_transaction_of_more_than_the_absolute_maximum_is_not_ordered() throws Exception {
    var large = "x".repeat(11 << 20);
    return Answers.of(() -> Client.code(client().proposal(KV, "sizes", large).build().endorse()));
  }

  @Case("VALID, DUPLICATE_TXID")
  String a_transaction_id_in_a_later_block_is_a_duplicate() throws Exception {
    var transaction = endorsed();
    var from = chain().height();
    client().stub().submit(transaction.submitRequest(client().person()));
    chain().codes(from, transaction.txId(), 1);
    client().stub().submit(transaction.submitRequest(client().person()));
    return String.join(", ", chain().codes(from, transaction.txId(), 2));
  }

  @Case("VALID, DUPLICATE_TXID")
  String a_transaction_id_twice_in_a_block_is_a_duplicate() throws Exception {
    var transaction = endorsed();
    var from = chain().height();
    var request = transaction.submitRequest(client().person());
    client().stub().submit(request);
    client().stub().submit(request);
    return String.join(", ", chain().codes(from, transaction.txId(), 2));
  }

  @Case("VALID")
  String the_status_of_a_repeated_transaction_stays_the_first() throws Exception {
    var endorsed = client().endorse("put", key(), "v");
    var from = chain().height();
    var first = Client.code(endorsed);
    client().stub().submit(RawTransaction.of(endorsed).submitRequest(client().person()));
    chain().codes(from, endorsed.getTransactionId(), 2);
    return first.equals("VALID") ? Client.code(endorsed) : first;
  }

  @Case("BAD_PROPOSAL_TXID")
  String a_transaction_id_changed_after_endorsement_is_invalid() throws Exception {
    var wrong = "0".repeat(63) + "1";
    return outcome(endorsed().channelHeader(h -> h.setTxId(wrong)));
  }

  @Case("BAD_COMMON_HEADER")
  String an_envelope_of_no_transactions_type_is_invalid() throws Exception {
    return outcome(endorsed().channelHeader(h -> h.setType(HeaderType.MESSAGE_VALUE)));
  }

  @Case("BAD_COMMON_HEADER")
  String a_transaction_of_another_epoch_is_invalid() throws Exception {
    return outcome(endorsed().channelHeader(h -> h.setEpoch(1)));
  }

  @Case("INVALID_ENDORSER_TRANSACTION")
  String a_transaction_of_two_actions_is_invalid() throws Exception {
    return outcome(endorsed().transaction(t -> t.addActions(t.getActions(0))));
  }

  @Case("INVALID_ENDORSER_TRANSACTION")
  String arguments_changed_after_endorsement_are_noticed() throws Exception {
    var other = RawTransaction.of(client().endorse("put", key(), "other"));
    var otherProposal = new ByteString[1];
    other.action(a -> otherProposal[0] = a.getChaincodeProposalPayload());
    return outcome(endorsed().action(a -> a.setChaincodeProposalPayload(otherProposal[0])));
  }

  private String outcome(RawTransaction transaction) throws Exception {
    var from = chain().height();
    client().stub().submit(transaction.submitRequest(client().person()));
    return String.join(", ", chain().codes(from, transaction.txId(), 1));
  }
}
