package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.client.RawTransaction.Change;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.util.List;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;

/**
 * Endorsements that the chaincode's policy asks for: two of the three organisations' peers. After
 * Fabric's core/handlers/validation/builtin and docs/source/endorsement-policies.rst.
 */
public final class Policies extends CaseGroup {

  public Policies(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private String by(int... members) throws Exception {
    var mspIds = java.util.Arrays.stream(members).mapToObj(this::msp).toList();
    return Client.code(client().endorseBy(mspIds, "put", key(), "v"));
  }

  /** The code of a transaction of two endorsements after a change. */
  private String changed(Change<ChaincodeActionPayload.Builder> change) throws Exception {
    return outcome(RawTransaction.of(client().endorse("put", key(), "v")).action(change));
  }

  private String outcome(RawTransaction transaction) throws Exception {
    var from = chain().height();
    client().stub().submit(transaction.submitRequest(client().person()));
    return chain().codes(from, transaction.txId(), 1).getFirst();
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String one_endorsement_is_too_few() throws Exception {
    return by(0);
  }

  @Case("VALID")
  String two_endorsements_suffice() throws Exception {
    return by(1, 2);
  }

  @Case("VALID")
  String more_endorsements_than_needed_do_no_harm() throws Exception {
    return by(0, 1, 2);
  }

  @Case("")
  String an_under_endorsed_write_changes_nothing() throws Exception {
    var key = key();
    Client.code(client().endorseBy(List.of(msp(0)), "put", key, "v"));
    return client().evaluate("get", key);
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_transaction_that_writes_nothing_needs_endorsements_too() throws Exception {
    return Client.code(client().endorseBy(List.of(msp(0)), "get", key()));
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String an_endorsement_taken_out_is_missed() throws Exception {
    return changed(a -> a.getActionBuilder().removeEndorsements(1));
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_transaction_without_endorsements_is_invalid() throws Exception {
    return changed(a -> a.getActionBuilder().clearEndorsements());
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String an_endorsement_twice_counts_once() throws Exception {
    return changed(
        a -> {
          var action = a.getActionBuilder();
          action.setEndorsements(1, action.getEndorsements(0));
        });
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_client_cannot_endorse_in_place_of_a_peer() throws Exception {
    var someone = client(2).person();
    return changed(
        a -> {
          var action = a.getActionBuilder();
          var signature = someone.sign(action.getProposalResponsePayload(), someone.serialized());
          action.setEndorsements(
              1,
              Endorsement.newBuilder().setEndorser(someone.serialized()).setSignature(signature));
        });
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String an_endorsement_with_a_forged_signature_does_not_count() throws Exception {
    return changed(
        a -> {
          var action = a.getActionBuilder();
          action
              .getEndorsementsBuilder(1)
              .setSignature(client().person().sign(action.getProposalResponsePayload()));
        });
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String an_endorsement_with_no_signature_does_not_count() throws Exception {
    return changed(
        a -> a.getActionBuilder().getEndorsementsBuilder(1).setSignature(ByteString.EMPTY));
  }

  @Case("VALID")
  String a_third_endorsement_that_is_forged_does_no_harm() throws Exception {
    return changed(
        a -> {
          var action = a.getActionBuilder();
          var forged =
              action.getEndorsements(0).toBuilder().setSignature(ByteString.copyFromUtf8("none"));
          action.addEndorsements(forged);
        });
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String what_was_endorsed_cannot_be_changed_afterwards() throws Exception {
    var other = RawTransaction.of(client().endorse("put", key(), "other"));
    var transaction = RawTransaction.of(client().endorse("put", key(), "v"));
    return outcome(transaction.results(other));
  }

  @Case(
      "FAILED_PRECONDITION: no combination of peers can be derived which satisfy the endorsement"
          + " policy…")
  String the_gateway_says_when_nobody_can_satisfy_a_policy() throws Exception {
    var key = keyOf("v");
    client().submit("require", key, "NobodyMSP");
    return Answers.of(() -> client().submit("put", key, "w"));
  }
}
