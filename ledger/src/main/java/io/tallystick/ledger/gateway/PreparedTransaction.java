package io.tallystick.ledger.gateway;

import io.tallystick.ledger.endorse.UnpackedProposal;
import java.util.List;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ProposalResponse;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** Puts proposal and endorsements together for the client to sign; transient data stays out. */
final class PreparedTransaction {

  private PreparedTransaction() {}

  static Envelope assemble(UnpackedProposal proposal, List<ProposalResponse> endorsed) {
    var action =
        ChaincodeEndorsedAction.newBuilder()
            .setProposalResponsePayload(endorsed.getFirst().getPayload());
    endorsed.forEach(response -> action.addEndorsements(response.getEndorsement()));
    var payload =
        ChaincodeActionPayload.newBuilder()
            .setChaincodeProposalPayload(proposal.payload().toByteString())
            .setAction(action);
    var transaction =
        Transaction.newBuilder()
            .addActions(
                TransactionAction.newBuilder()
                    .setHeader(proposal.header().getSignatureHeader())
                    .setPayload(payload.build().toByteString()));
    return Envelope.newBuilder()
        .setPayload(
            Payload.newBuilder()
                .setHeader(proposal.header())
                .setData(transaction.build().toByteString())
                .build()
                .toByteString())
        .build();
  }
}
