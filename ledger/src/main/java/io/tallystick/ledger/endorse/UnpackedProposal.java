package io.tallystick.ledger.endorse;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * The parts of a signed proposal.
 *
 * @param payload without transient data: this is what a transaction carries
 * @param transientData whether the proposal has any
 */
public record UnpackedProposal(
    SignedProposal signed,
    Header header,
    ChannelHeader channelHeader,
    SignatureHeader signatureHeader,
    String chaincode,
    ChaincodeInput input,
    ChaincodeProposalPayload payload,
    boolean transientData) {

  /** Parses a proposal; a refusal says what is missing, in Fabric's words. */
  public static UnpackedProposal of(SignedProposal signed) throws ProposalRefusedException {
    try {
      var proposal = Proposal.parseFrom(signed.getProposalBytes());
      var header = Header.parseFrom(proposal.getHeader());
      var channelHeader = ChannelHeader.parseFrom(header.getChannelHeader());
      var signatureHeader = SignatureHeader.parseFrom(header.getSignatureHeader());
      var extension = ChaincodeHeaderExtension.parseFrom(channelHeader.getExtension());
      var chaincode = extension.getChaincodeId().getName();
      refuseIf(chaincode.isEmpty(), "ChaincodeHeaderExtension.ChaincodeId.Name is empty");
      var payload = ChaincodeProposalPayload.parseFrom(proposal.getPayload());
      var spec = ChaincodeInvocationSpec.parseFrom(payload.getInput());
      refuseIf(
          !spec.hasChaincodeSpec(), "chaincode invocation spec did not contain chaincode spec");
      refuseIf(!spec.getChaincodeSpec().hasInput(), "chaincode input did not contain any input");
      return new UnpackedProposal(
          signed,
          header,
          channelHeader,
          signatureHeader,
          chaincode,
          spec.getChaincodeSpec().getInput(),
          ChaincodeProposalPayload.newBuilder().setInput(payload.getInput()).build(),
          payload.getTransientMapCount() > 0);
    } catch (InvalidProtocolBufferException e) {
      throw new ProposalRefusedException("error unmarshalling the proposal: " + e.getMessage());
    }
  }

  /** Checks what every proposal must satisfy whoever signed it. */
  void checkHeaders() throws ProposalRefusedException {
    var type = HeaderType.forNumber(channelHeader.getType());
    invalidIf(
        type != HeaderType.ENDORSER_TRANSACTION && type != HeaderType.CONFIG,
        "invalid header type " + (type == null ? channelHeader.getType() : type));
    invalidIf(channelHeader.getEpoch() != 0, "epoch is non-zero");
    invalidIf(signatureHeader.getNonce().isEmpty(), "nonce is empty");
    invalidIf(signatureHeader.getCreator().isEmpty(), "creator is empty");
    var expected = ProposalHash.txId(signatureHeader);
    invalidIf(
        !txId().equals(expected),
        "incorrectly computed txid '%s' -- expected '%s'".formatted(txId(), expected));
    invalidIf(signed.getSignature().isEmpty(), "empty signature bytes");
  }

  private static void invalidIf(boolean wrong, String why) throws ProposalRefusedException {
    refuseIf(wrong, "error validating proposal: " + why);
  }

  public String txId() {
    return channelHeader.getTxId();
  }

  public String channel() {
    return channelHeader.getChannelId();
  }

  ByteString hash() {
    return ProposalHash.of(
        header.getChannelHeader(), header.getSignatureHeader(), payload.toByteString());
  }

  private static void refuseIf(boolean wrong, String why) throws ProposalRefusedException {
    if (wrong) {
      throw new ProposalRefusedException(why);
    }
  }
}
