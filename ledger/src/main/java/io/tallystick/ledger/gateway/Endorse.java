package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.detail;
import static io.tallystick.ledger.gateway.GatewayErrors.error;

import io.grpc.Status;
import io.tallystick.ledger.chaincode.Chaincodes;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.endorse.EndorserSets;
import io.tallystick.ledger.endorse.ProposalRefusedException;
import io.tallystick.ledger.endorse.UnpackedProposal;
import io.tallystick.ledger.state.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.peer.ProposalResponse;

/**
 * Collects the endorsements that a proposal needs. The own organisation executes first; the
 * policies of the keys it wrote, and the chaincode's, say who else must. A client that names
 * organisations gets exactly those.
 */
final class Endorse {

  private final Endorser own;
  private final List<Endorser> endorsers;
  private final Chaincodes chaincodes;
  private final StateStore state;

  Endorse(Endorser own, List<Endorser> endorsers, Chaincodes chaincodes, StateStore state) {
    this.own = own;
    this.endorsers = endorsers;
    this.chaincodes = chaincodes;
    this.state = state;
  }

  EndorseResponse endorse(EndorseRequest request) throws InterruptedException {
    var proposal = unpack(request);
    // One view for all: where Fabric's peers may be at different heights, these never are.
    try (var snapshot = state.snapshot()) {
      var collection = new EndorsementCollection(proposal, snapshot);
      var named = request.getEndorsingOrganizationsList();
      var sets =
          named.isEmpty()
              ? satisfying(proposal, first(proposal, collection))
              : List.of(named(new LinkedHashSet<>(named)));
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

  private static UnpackedProposal unpack(EndorseRequest request) {
    if (request.getProposedTransaction().getProposalBytes().isEmpty()) {
      throw error(
          Status.Code.INVALID_ARGUMENT, "the proposed transaction must contain a signed proposal");
    }
    try {
      return UnpackedProposal.of(request.getProposedTransaction());
    } catch (ProposalRefusedException e) {
      throw error(Status.Code.INVALID_ARGUMENT, e.getMessage());
    }
  }

  private ProposalResponse first(UnpackedProposal proposal, EndorsementCollection collection)
      throws InterruptedException {
    return switch (collection.ask(own)) {
      case EndorserCall.Endorsed endorsed -> endorsed.response();
      case EndorserCall.Failed failed ->
          throw error(
              Status.Code.ABORTED,
              "failed to endorse transaction, see attached details for more info",
              List.of(detail(own, failed.message())));
    };
  }

  private List<List<Endorser>> satisfying(UnpackedProposal proposal, ProposalResponse first) {
    var policies = new ArrayList<SignaturePolicyEnvelope>();
    var chaincodePolicy = true;
    for (var call : first.getInterest().getChaincodesList()) {
      policies.addAll(call.getKeyPoliciesList());
      chaincodePolicy &= !call.getDisregardNamespacePolicy();
    }
    if (chaincodePolicy) {
      chaincodes.definition(proposal.chaincode()).ifPresent(cc -> policies.add(cc.policy()));
    }
    var sets = EndorserSets.satisfying(policies, endorsers, own);
    if (sets.isEmpty()) {
      throw error(
          Status.Code.FAILED_PRECONDITION,
          "no combination of peers can be derived which satisfy the endorsement policy");
    }
    return sets;
  }

  private List<Endorser> named(LinkedHashSet<String> organisations) {
    var found = endorsers.stream().filter(e -> organisations.remove(e.mspId())).toList();
    if (!organisations.isEmpty()) {
      throw error(
          Status.Code.UNAVAILABLE,
          "failed to find any endorsing peers for org(s): " + String.join(", ", organisations));
    }
    return found;
  }
}
