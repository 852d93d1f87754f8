package io.tallystick.ledger.gateway;

import io.grpc.Status;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.endorse.ProposalRefusedException;
import io.tallystick.ledger.endorse.UnpackedProposal;
import io.tallystick.ledger.state.StateView;
import org.hyperledger.fabric.protos.peer.ProposalResponse;

/** One endorser's answer to a proposal, as the gateway understands it. */
sealed interface EndorserCall {

  record Endorsed(Endorser endorser, ProposalResponse response) implements EndorserCall {}

  /**
   * No endorsement.
   *
   * @param elsewhere whether another peer may still answer: the peer failed, not the proposal
   */
  record Failed(Endorser endorser, Status.Code code, String message, boolean elsewhere)
      implements EndorserCall {}

  /** Asks an endorser for the gateway of an organisation, whose own peer it may be. */
  static EndorserCall call(
      Endorser endorser, Endorser own, UnpackedProposal proposal, StateView state)
      throws InterruptedException {
    try {
      var response = endorser.process(proposal, state);
      var status = response.getResponse().getStatus();
      if (status >= 200 && status < 400) {
        return new Endorsed(endorser, response);
      }
      var message = response.getResponse().getMessage();
      if (response.getPayload().isEmpty() && status == 500) {
        return new Failed(endorser, Status.Code.ABORTED, message, true);
      }
      var refused = "chaincode response %d, %s".formatted(status, message);
      return new Failed(endorser, Status.Code.UNKNOWN, refused, false);
    } catch (ProposalRefusedException e) {
      return refused(endorser, own, e);
    }
  }

  /** From another's peer a refusal comes as a bare error, which Fabric takes for an outage. */
  private static Failed refused(Endorser endorser, Endorser own, ProposalRefusedException e) {
    if (endorser != own) {
      var message = "rpc error: code = Unknown desc = " + e.getMessage();
      return new Failed(endorser, Status.Code.UNAVAILABLE, message, true);
    }
    return e.unanswered()
        ? new Failed(endorser, Status.Code.UNAVAILABLE, e.getMessage(), true)
        : new Failed(endorser, Status.Code.FAILED_PRECONDITION, e.getMessage(), false);
  }
}
