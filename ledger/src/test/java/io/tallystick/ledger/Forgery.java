package io.tallystick.ledger;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.CertifiedKey;
import io.tallystick.ledger.crypto.Enrollment;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Transaction;

/** Transactions that a dishonest client puts together. */
final class Forgery {

  record Signed(String txId, Envelope envelope) {}

  private Forgery() {}

  static SigningIdentity signer(Enrollment enrollment) {
    return SigningIdentity.of(
        enrollment.mspId(),
        new CertifiedKey(
            Pem.certificate(enrollment.certificate()), Pem.privateKey(enrollment.privateKey())));
  }

  /** The same transaction, signed by somebody else than its creator. */
  static Signed resign(PreparedTransaction prepared, Enrollment by) {
    var payload = prepared.getEnvelope().getPayload();
    return new Signed(
        prepared.getTransactionId(),
        Envelope.newBuilder().setPayload(payload).setSignature(signer(by).sign(payload)).build());
  }

  /** With one more endorsement, rightly signed but not by a peer. */
  static Signed withEndorsementBy(
      Enrollment endorser, PreparedTransaction prepared, Enrollment creator) throws Exception {
    return withEndorsementBy(endorser, null, prepared, creator);
  }

  /**
   * @param signature the endorsement's, null for a right one
   */
  static Signed withEndorsementBy(
      Enrollment endorser, byte[] signature, PreparedTransaction prepared, Enrollment creator)
      throws Exception {
    var payload = Payload.parseFrom(prepared.getEnvelope().getPayload()).toBuilder();
    var transaction = Transaction.parseFrom(payload.getData()).toBuilder();
    var action = transaction.getActionsBuilder(0);
    var actionPayload = ChaincodeActionPayload.parseFrom(action.getPayload()).toBuilder();
    var endorsed = actionPayload.getActionBuilder();
    var signer = signer(endorser);
    endorsed.addEndorsements(
        Endorsement.newBuilder()
            .setEndorser(signer.serialized())
            .setSignature(
                signature == null
                    ? signer.sign(endorsed.getProposalResponsePayload(), signer.serialized())
                    : ByteString.copyFrom(signature)));
    action.setPayload(actionPayload.build().toByteString());
    var bytes = payload.setData(transaction.build().toByteString()).build().toByteString();
    return new Signed(
        prepared.getTransactionId(),
        Envelope.newBuilder().setPayload(bytes).setSignature(signer(creator).sign(bytes)).build());
  }

  static void submit(TestNetwork network, Signed transaction) {
    var request =
        SubmitRequest.newBuilder()
            .setChannelId(TestNetwork.CHANNEL)
            .setTransactionId(transaction.txId())
            .setPreparedTransaction(transaction.envelope());
    GatewayGrpc.newBlockingStub(network.channel("Riverside")).submit(request.build());
  }
}
