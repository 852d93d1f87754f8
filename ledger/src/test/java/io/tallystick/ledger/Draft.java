package io.tallystick.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.endorse.ProposalHash;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** An endorsed transaction taken apart, for a client that puts together something else. */
final class Draft {

  final ChannelHeader.Builder channelHeader;
  final SignatureHeader.Builder creator;
  final ChaincodeActionPayload.Builder action;
  final ProposalResponsePayload.Builder response;
  final ChaincodeAction.Builder chaincodeAction;
  final TxReadWriteSet.Builder results;

  /** What to put in place of something that is well formed; null leaves it as it is. */
  ByteString rawResults;

  ByteString rawExtension;
  ByteString rawTransaction;
  int actions = 1;

  Draft(Envelope endorsed) throws InvalidProtocolBufferException {
    var payload = Payload.parseFrom(endorsed.getPayload());
    channelHeader = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).toBuilder();
    creator = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()).toBuilder();
    action =
        ChaincodeActionPayload.parseFrom(
            Transaction.parseFrom(payload.getData()).getActions(0).getPayload())
            .toBuilder();
    response =
        ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload())
            .toBuilder();
    chaincodeAction = ChaincodeAction.parseFrom(response.getExtension()).toBuilder();
    results = TxReadWriteSet.parseFrom(chaincodeAction.getResults()).toBuilder();
  }

  /** Binds the parts together as a right transaction has them, and signs as the creator. */
  Envelope sealed(Enrollment by) {
    var header =
        Header.newBuilder()
            .setChannelHeader(channelHeader.build().toByteString())
            .setSignatureHeader(creator.build().toByteString())
            .build();
    chaincodeAction.setResults(rawResults != null ? rawResults : results.build().toByteString());
    response.setExtension(
        rawExtension != null ? rawExtension : chaincodeAction.build().toByteString());
    response.setProposalHash(
        ProposalHash.of(
            header.getChannelHeader(),
            header.getSignatureHeader(),
            action.getChaincodeProposalPayload()));
    action.getActionBuilder().setProposalResponsePayload(response.build().toByteString());
    var transaction = Transaction.newBuilder();
    for (var i = 0; i < actions; i++) {
      transaction.addActions(
          TransactionAction.newBuilder()
              .setHeader(header.getSignatureHeader())
              .setPayload(action.build().toByteString()));
    }
    var payload =
        Payload.newBuilder()
            .setHeader(header)
            .setData(rawTransaction != null ? rawTransaction : transaction.build().toByteString())
            .build()
            .toByteString();
    return Envelope.newBuilder()
        .setPayload(payload)
        .setSignature(Forgery.signer(by).sign(payload))
        .build();
  }
}
