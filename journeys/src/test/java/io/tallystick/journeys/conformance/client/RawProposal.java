package io.tallystick.journeys.conformance.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.tallystick.journeys.conformance.ledger.Person;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.jcajce.provider.digest.SHA256;
import org.bouncycastle.util.encoders.Hex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** A proposal put together by hand: each part can be made wrong before it is signed. */
public final class RawProposal {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Person creator;
  private final ChannelHeader.Builder channelHeader = ChannelHeader.newBuilder();
  private final SignatureHeader.Builder signatureHeader = SignatureHeader.newBuilder();
  private final ChaincodeInput.Builder input = ChaincodeInput.newBuilder();
  private String chaincode;

  /** A right one. */
  public RawProposal(Person creator, String channel, String chaincode, String... args) {
    this.creator = creator;
    this.chaincode = chaincode;
    var nonce = new byte[24];
    RANDOM.nextBytes(nonce);
    signatureHeader.setNonce(ByteString.copyFrom(nonce)).setCreator(creator.serialized());
    var now = Instant.now();
    channelHeader
        .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
        .setChannelId(channel)
        .setTxId(txId(signatureHeader.getNonce(), signatureHeader.getCreator()))
        .setTimestamp(
            Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
    for (var arg : args) {
      input.addArgs(ByteString.copyFromUtf8(arg));
    }
  }

  /** Hex SHA-256 over nonce and creator. */
  public static String txId(ByteString nonce, ByteString creator) {
    return Hex.toHexString(new SHA256.Digest().digest(nonce.concat(creator).toByteArray()));
  }

  public RawProposal channelHeader(Consumer<ChannelHeader.Builder> change) {
    change.accept(channelHeader);
    return this;
  }

  public RawProposal signatureHeader(Consumer<SignatureHeader.Builder> change) {
    change.accept(signatureHeader);
    return this;
  }

  public RawProposal input(Consumer<ChaincodeInput.Builder> change) {
    change.accept(input);
    return this;
  }

  public RawProposal chaincode(String name) {
    chaincode = name;
    return this;
  }

  public String txId() {
    return channelHeader.getTxId();
  }

  /** Unsigned (peer.Proposal). */
  public ByteString bytes() {
    var id = ChaincodeID.newBuilder().setName(chaincode);
    channelHeader.setExtension(
        ChaincodeHeaderExtension.newBuilder().setChaincodeId(id).build().toByteString());
    var spec = ChaincodeSpec.newBuilder().setChaincodeId(id).setInput(input);
    var invocation = ChaincodeInvocationSpec.newBuilder().setChaincodeSpec(spec).build();
    var header =
        Header.newBuilder()
            .setChannelHeader(channelHeader.build().toByteString())
            .setSignatureHeader(signatureHeader.build().toByteString());
    var payload = ChaincodeProposalPayload.newBuilder().setInput(invocation.toByteString());
    return Proposal.newBuilder()
        .setHeader(header.build().toByteString())
        .setPayload(payload.build().toByteString())
        .build()
        .toByteString();
  }

  public SignedProposal signed() {
    var bytes = bytes();
    return SignedProposal.newBuilder()
        .setProposalBytes(bytes)
        .setSignature(creator.sign(bytes))
        .build();
  }

  public EvaluateRequest evaluateRequest() {
    return evaluateRequest(signed());
  }

  public EvaluateRequest evaluateRequest(SignedProposal signed) {
    return EvaluateRequest.newBuilder()
        .setChannelId(channelHeader.getChannelId())
        .setTransactionId(txId())
        .setProposedTransaction(signed)
        .build();
  }

  public EndorseRequest endorseRequest(String... mspIds) {
    return endorseRequest(signed(), mspIds);
  }

  public EndorseRequest endorseRequest(SignedProposal signed, String... mspIds) {
    return EndorseRequest.newBuilder()
        .setChannelId(channelHeader.getChannelId())
        .setTransactionId(txId())
        .setProposedTransaction(signed)
        .addAllEndorsingOrganizations(List.of(mspIds))
        .build();
  }
}
