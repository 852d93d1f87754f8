package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.error;

import io.grpc.Status;
import io.tallystick.ledger.endorse.ProposalRefusedException;
import io.tallystick.ledger.endorse.UnpackedProposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** Unpacks what clients propose; what cannot be unpacked is an INVALID_ARGUMENT. */
final class Proposals {

  private Proposals() {}

  static UnpackedProposal toEvaluate(SignedProposal signed) {
    var otherwise = "failed to unpack transaction proposal: ";
    if (signed.getProposalBytes().isEmpty()) {
      throw invalid(otherwise + "a signed proposal is required");
    }
    var proposal = unpack(signed, otherwise);
    if (proposal.channel().isEmpty()) {
      throw invalid(otherwise + "no channel id provided");
    }
    return proposal;
  }

  static UnpackedProposal toEndorse(SignedProposal signed) {
    if (signed.getProposalBytes().isEmpty()) {
      throw invalid("the proposed transaction must contain a signed proposal");
    }
    return unpack(signed, "");
  }

  private static UnpackedProposal unpack(SignedProposal signed, String otherwise) {
    try {
      return UnpackedProposal.of(signed);
    } catch (ProposalRefusedException e) {
      throw invalid(otherwise + e.getMessage());
    }
  }

  private static RuntimeException invalid(String message) {
    return error(Status.Code.INVALID_ARGUMENT, message);
  }
}
