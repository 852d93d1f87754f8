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
    require(!proposal.channel().isEmpty(), otherwise + "no channel id provided");
    var spec = proposal.spec();
    var where = " is provided, channel id [%s]".formatted(proposal.channel());
    require(spec.hasChaincodeSpec(), otherwise + "no chaincode spec" + where);
    var chaincode = spec.getChaincodeSpec();
    require(chaincode.hasChaincodeId(), otherwise + "no chaincode id" + where);
    require(
        !chaincode.getChaincodeId().getName().isEmpty(), otherwise + "no chaincode name" + where);
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

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw invalid(otherwise);
    }
  }

  private static RuntimeException invalid(String message) {
    return error(Status.Code.INVALID_ARGUMENT, message);
  }
}
