package io.tallystick.ledger.endorse;

import static io.tallystick.ledger.wire.Messages.parse;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.wire.Messages;
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
 * @param chaincode as the header names it
 * @param spec as the payload names it
 * @param payload without transient data: this is what a transaction carries
 * @param transientData whether the proposal has any
 */
public record UnpackedProposal(
    SignedProposal signed,
    Header header,
    ChannelHeader channelHeader,
    SignatureHeader signatureHeader,
    String chaincode,
    ChaincodeInvocationSpec spec,
    ChaincodeProposalPayload payload,
    boolean transientData) {

  /** Parses a proposal; a refusal says what is missing, in Fabric's words. */
  public static UnpackedProposal of(SignedProposal signed) throws ProposalRefusedException {
    try {
      var proposal = parse(Proposal.parser(), signed.getProposalBytes(), "Proposal");
      var header = parse(Header.parser(), proposal.getHeader(), "Header");
      var channelHeader = parse(ChannelHeader.parser(), header.getChannelHeader(), "ChannelHeader");
      var signatureHeader =
          parse(SignatureHeader.parser(), header.getSignatureHeader(), "SignatureHeader");
      var extension =
          parse(
              ChaincodeHeaderExtension.parser(),
              channelHeader.getExtension(),
              "ChaincodeHeaderExtension");
      var payload =
          parse(
              ChaincodeProposalPayload.parser(), proposal.getPayload(), "ChaincodeProposalPayload");
      var spec =
          parse(ChaincodeInvocationSpec.parser(), payload.getInput(), "ChaincodeInvocationSpec");
      return new UnpackedProposal(
          signed,
          header,
          channelHeader,
          signatureHeader,
          extension.getChaincodeId().getName(),
          spec,
          ChaincodeProposalPayload.newBuilder().setInput(payload.getInput()).build(),
          payload.getTransientMapCount() > 0);
    } catch (Messages.MalformedException e) {
      throw new ProposalRefusedException(e.getMessage());
    }
  }

  /** Checks that it names what is to be executed. */
  void checkContent() throws ProposalRefusedException {
    refuseIf(chaincode.isEmpty(), "ChaincodeHeaderExtension.ChaincodeId.Name is empty");
    refuseIf(!spec.hasChaincodeSpec(), "chaincode invocation spec did not contain chaincode spec");
    refuseIf(!spec.getChaincodeSpec().hasInput(), "chaincode input did not contain any input");
  }

  ChaincodeInput input() {
    return spec.getChaincodeSpec().getInput();
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
