package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.detail;
import static io.tallystick.ledger.gateway.GatewayErrors.error;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.endorse.UnpackedProposal;
import io.tallystick.ledger.state.StateStore;
import io.tallystick.ledger.state.StateView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ProposalResponse;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;

/** Executes a proposal at one peer and answers its result; nothing is submitted. */
final class Evaluate {

  private final String channel;
  private final Endorser own;
  private final List<Endorser> endorsers;
  private final StateStore state;

  Evaluate(String channel, Endorser own, List<Endorser> endorsers, StateStore state) {
    this.channel = channel;
    this.own = own;
    this.endorsers = endorsers;
    this.state = state;
  }

  EvaluateResponse evaluate(EvaluateRequest request) throws InterruptedException {
    var proposal = Proposals.toEvaluate(request.getProposedTransaction());
    if (!proposal.channel().equals(channel)) {
      throw error(
          Status.Code.UNAVAILABLE,
          "failed to get config for channel [%s]: could not get last config for channel %s"
              .formatted(proposal.channel(), proposal.channel()));
    }
    var details = new ArrayList<ErrorDetail>();
    var code = Status.Code.UNAVAILABLE;
    try (var snapshot = state.snapshot()) {
      for (var endorser : candidates(request, proposal, snapshot)) {
        switch (EndorserCall.call(endorser, own, proposal, snapshot)) {
          case EndorserCall.Endorsed(var unused, var response) -> {
            return result(response);
          }
          case EndorserCall.Failed failed -> {
            details.add(detail(endorser, failed.message()));
            code = failed.code();
            if (!failed.elsewhere()) {
              var message = "evaluate call to endorser returned error: " + failed.message();
              throw error(code, message, details);
            }
          }
        }
      }
    }
    throw error(
        code, "failed to evaluate transaction, see attached details for more info", details);
  }

  /**
   * The own organisation's peer first; transient data goes nowhere else unless the client says so.
   */
  private List<Endorser> candidates(
      EvaluateRequest request, UnpackedProposal proposal, StateView snapshot) {
    var targets = request.getTargetOrganizationsList();
    var protect = targets.isEmpty() && proposal.transientData();
    var candidates =
        endorsers.stream()
            .filter(endorser -> !protect || endorser == own)
            .filter(endorser -> targets.isEmpty() || targets.contains(endorser.mspId()))
            .filter(endorser -> endorser.executes(proposal.chaincode(), snapshot))
            .sorted(Comparator.comparing(endorser -> endorser != own))
            .toList();
    if (candidates.isEmpty()) {
      throw error(
          Status.Code.FAILED_PRECONDITION,
          (protect
                  ? "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data: "
                  : "")
              + "no peers available to evaluate chaincode %s in channel %s"
                  .formatted(proposal.chaincode(), channel));
    }
    return candidates;
  }

  private static EvaluateResponse result(ProposalResponse response) {
    try {
      var payload = ProposalResponsePayload.parseFrom(response.getPayload());
      var action = ChaincodeAction.parseFrom(payload.getExtension());
      return EvaluateResponse.newBuilder().setResult(action.getResponse()).build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an endorser answered no payload", e);
    }
  }
}
