package io.tallystick.journeys.conformance.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Person;
import java.util.List;
import java.util.TreeSet;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;

/** An endorsed transaction, taken apart so that a dishonest client can change it. */
public final class RawTransaction {

  /** A change of one part, which may have to be parsed first. */
  @FunctionalInterface
  public interface Change<B> {
    void in(B builder) throws InvalidProtocolBufferException;
  }

  private Payload payload;

  private RawTransaction(Payload payload) {
    this.payload = payload;
  }

  public static RawTransaction of(Transaction endorsed) throws InvalidProtocolBufferException {
    return of(PreparedTransaction.parseFrom(endorsed.getBytes()).getEnvelope());
  }

  public static RawTransaction of(Envelope envelope) throws InvalidProtocolBufferException {
    return new RawTransaction(Payload.parseFrom(envelope.getPayload()));
  }

  public RawTransaction channelHeader(Change<ChannelHeader.Builder> change)
      throws InvalidProtocolBufferException {
    var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).toBuilder();
    change.in(header);
    var changed = payload.toBuilder();
    changed.getHeaderBuilder().setChannelHeader(header.build().toByteString());
    payload = changed.build();
    return this;
  }

  /** Claims another creator, whose transaction id doesn't follow from it. */
  public RawTransaction creator(Person creator) throws InvalidProtocolBufferException {
    var header = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()).toBuilder();
    var changed = payload.toBuilder();
    changed
        .getHeaderBuilder()
        .setSignatureHeader(header.setCreator(creator.serialized()).build().toByteString());
    payload = changed.build();
    return this;
  }

  public RawTransaction transaction(
      Change<org.hyperledger.fabric.protos.peer.Transaction.Builder> change)
      throws InvalidProtocolBufferException {
    var transaction =
        org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData()).toBuilder();
    change.in(transaction);
    payload = payload.toBuilder().setData(transaction.build().toByteString()).build();
    return this;
  }

  /** Proposal, response payload and endorsements. */
  public RawTransaction action(Change<ChaincodeActionPayload.Builder> change)
      throws InvalidProtocolBufferException {
    return transaction(
        transaction -> {
          var action = transaction.getActionsBuilder(0);
          var actionPayload = ChaincodeActionPayload.parseFrom(action.getPayload()).toBuilder();
          change.in(actionPayload);
          action.setPayload(actionPayload.build().toByteString());
        });
  }

  /** Takes read and write sets, and the result, of another transaction; keeps the endorsements. */
  public RawTransaction results(RawTransaction other) throws InvalidProtocolBufferException {
    var extension = ProposalResponsePayload.parseFrom(other.responsePayload()).getExtension();
    var mine = ProposalResponsePayload.parseFrom(responsePayload()).toBuilder();
    var changed = mine.setExtension(extension).build().toByteString();
    return action(a -> a.getActionBuilder().setProposalResponsePayload(changed));
  }

  public List<Endorsement> endorsements() throws InvalidProtocolBufferException {
    return actionPayload().getAction().getEndorsementsList();
  }

  /** What the endorsers signed (peer.ProposalResponsePayload). */
  public ByteString responsePayload() throws InvalidProtocolBufferException {
    return actionPayload().getAction().getProposalResponsePayload();
  }

  private ChaincodeActionPayload actionPayload() throws InvalidProtocolBufferException {
    return ChaincodeActionPayload.parseFrom(
        org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData())
            .getActions(0)
            .getPayload());
  }

  /** The organisations that endorsed, sorted. */
  public List<String> endorsers() throws InvalidProtocolBufferException {
    var mspIds = new TreeSet<String>();
    for (var endorsement : endorsements()) {
      mspIds.add(SerializedIdentity.parseFrom(endorsement.getEndorser()).getMspid());
    }
    return List.copyOf(mspIds);
  }

  public String txId() throws InvalidProtocolBufferException {
    return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId();
  }

  public Envelope signed(Person by) {
    var bytes = payload.toByteString();
    return Envelope.newBuilder().setPayload(bytes).setSignature(by.sign(bytes)).build();
  }

  /** To be sent to a gateway. */
  public SubmitRequest submitRequest(Person by) throws InvalidProtocolBufferException {
    return submitRequest(signed(by));
  }

  public SubmitRequest submitRequest(Envelope envelope) throws InvalidProtocolBufferException {
    return SubmitRequest.newBuilder()
        .setChannelId(LedgerUnderTest.CHANNEL)
        .setTransactionId(txId())
        .setPreparedTransaction(envelope)
        .build();
  }
}
