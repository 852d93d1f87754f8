package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.detail;
import static io.tallystick.ledger.gateway.GatewayErrors.error;

import io.grpc.Status;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.endorse.EndorserSets;
import io.tallystick.ledger.endorse.UnpackedProposal;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.state.StateStore;
import io.tallystick.ledger.state.StateView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeInterest;

/**
 * Collects the endorsements that a proposal needs. The own organisation executes first; the
 * policies of the keys it wrote, and the chaincode's, say who else must. A client that names
 * organisations gets exactly those.
 */
final class Endorse {

  private static final String UNSATISFIABLE =
      "no combination of peers can be derived which satisfy the endorsement policy: ";

  private final String channel;
  private final Endorser own;
  private final List<Endorser> endorsers;
  private final Definitions definitions;
  private final StateStore state;

  Endorse(
      String channel,
      Endorser own,
      List<Endorser> endorsers,
      Definitions definitions,
      StateStore state) {
    this.channel = channel;
    this.own = own;
    this.endorsers = endorsers;
    this.definitions = definitions;
    this.state = state;
  }

  EndorseResponse endorse(EndorseRequest request) throws InterruptedException {
    var proposal = Proposals.toEndorse(request.getProposedTransaction());
    // One view for all: where Fabric's peers may be at different heights, these never are.
    try (var snapshot = state.snapshot()) {
      var collection = new EndorsementCollection(own, proposal, snapshot);
      var named = request.getEndorsingOrganizationsList();
      var sets =
          named.isEmpty()
              ? discovered(proposal, snapshot, collection)
              : List.of(named(new LinkedHashSet<>(named), proposal, snapshot));
      var endorsed =
          collection
              .firstComplete(sets)
              .orElseThrow(
                  () ->
                      error(
                          Status.Code.ABORTED,
                          "failed to collect enough transaction endorsements, see attached details for more info",
                          collection.errors()));
      return EndorseResponse.newBuilder()
          .setPreparedTransaction(PreparedTransaction.assemble(proposal, endorsed))
          .build();
    }
  }

  private List<List<Endorser>> discovered(
      UnpackedProposal proposal, StateView snapshot, EndorsementCollection collection)
      throws InterruptedException {
    var interest = ChaincodeInterest.getDefaultInstance();
    var first = first(proposal, snapshot);
    switch (collection.ask(first)) {
      case EndorserCall.Endorsed endorsed -> interest = endorsed.response().getInterest();
      case EndorserCall.Failed failed ->
          throw error(
              Status.Code.ABORTED,
              "failed to endorse transaction, see attached details for more info",
              List.of(detail(first, failed.message())));
    }
    return satisfying(proposal, interest, snapshot, first);
  }

  /** Who executes first: the own peer, or, where it can't, one that the policy allows. */
  private Endorser first(UnpackedProposal proposal, StateView snapshot) {
    if (proposal.channel().equals(channel) && own.executes(proposal.chaincode(), snapshot)) {
      return own;
    }
    if (proposal.transientData()) {
      throw error(
          Status.Code.FAILED_PRECONDITION,
          "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect transient data");
    }
    var any = ChaincodeInterest.getDefaultInstance();
    return satisfying(proposal, any, snapshot, own).getFirst().getFirst();
  }

  private List<List<Endorser>> satisfying(
      UnpackedProposal proposal, ChaincodeInterest interest, StateView snapshot, Endorser first) {
    var policies = new ArrayList<SignaturePolicyEnvelope>();
    var chaincodePolicy = true;
    for (var call : interest.getChaincodesList()) {
      policies.addAll(call.getKeyPoliciesList());
      chaincodePolicy &= !call.getDisregardNamespacePolicy();
    }
    if (chaincodePolicy) {
      policies.add(chaincodePolicy(proposal, snapshot));
    }
    var possible =
        endorsers.stream().filter(e -> e.executes(proposal.chaincode(), snapshot)).toList();
    var sets = EndorserSets.satisfying(policies, possible, first);
    if (sets.isEmpty()) {
      var installed = possible.size() == endorsers.size();
      throw error(
          Status.Code.FAILED_PRECONDITION,
          UNSATISFIABLE
              + (installed
                  ? "no peer combination can satisfy the endorsement policy"
                  : "required chaincodes are not installed on sufficient peers"));
    }
    return sets;
  }

  private SignaturePolicyEnvelope chaincodePolicy(UnpackedProposal proposal, StateView snapshot) {
    var policy =
        proposal.channel().equals(channel)
            ? definitions.endorsementPolicy(snapshot, proposal.chaincode())
            : Optional.<SignaturePolicyEnvelope>empty();
    return policy.orElseThrow(
        () ->
            error(
                Status.Code.FAILED_PRECONDITION,
                UNSATISFIABLE
                    + "No metadata was found for chaincode %s in channel %s"
                        .formatted(proposal.chaincode(), proposal.channel())));
  }

  private List<Endorser> named(
      LinkedHashSet<String> organisations, UnpackedProposal proposal, StateView snapshot) {
    var found =
        endorsers.stream()
            .filter(e -> proposal.channel().equals(channel))
            .filter(e -> e.executes(proposal.chaincode(), snapshot))
            .filter(e -> organisations.remove(e.mspId()))
            .toList();
    if (!organisations.isEmpty()) {
      throw error(
          Status.Code.UNAVAILABLE,
          "failed to find any endorsing peers for org(s): " + String.join(", ", organisations));
    }
    return found;
  }
}
