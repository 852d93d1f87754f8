package io.tallystick.cli.verify.chain;

import static io.tallystick.cli.verify.chain.Invalid.parse;
import static io.tallystick.cli.verify.chain.Invalid.unless;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.endorse.ProposalHash;
import io.tallystick.ledger.identity.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The checks of one envelope that need no state, in the order and with the codes of Fabric's
 * core/common/validation/msgvalidation.go.
 */
final class Unpack {

  private final String channel;
  private final Members members;

  Unpack(String channel, Members members) {
    this.channel = channel;
    this.members = members;
  }

  Unpacked unpack(ByteString bytes) throws Invalid {
    var envelope = parse(Envelope.parser(), bytes, TxValidationCode.INVALID_OTHER_REASON);
    var payload = parse(Payload.parser(), envelope.getPayload(), TxValidationCode.BAD_PAYLOAD);
    var bad = TxValidationCode.BAD_COMMON_HEADER;
    var channelHeader = parse(ChannelHeader.parser(), payload.getHeader().getChannelHeader(), bad);
    var by = parse(SignatureHeader.parser(), payload.getHeader().getSignatureHeader(), bad);
    unless(isKnown(channelHeader.getType()) && channelHeader.getEpoch() == 0, bad);
    unless(!by.getNonce().isEmpty() && !by.getCreator().isEmpty(), bad);
    var creator = creator(envelope, by);
    unless(
        channelHeader.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE,
        TxValidationCode.UNSUPPORTED_TX_PAYLOAD);
    unless(
        channelHeader.getTxId().equals(ProposalHash.txId(by)), TxValidationCode.BAD_PROPOSAL_TXID);
    var action = action(payload);
    unless(channelHeader.getChannelId().equals(channel), TxValidationCode.TARGET_CHAIN_NOT_FOUND);
    return unpacked(channelHeader, creator, action);
  }

  private static boolean isKnown(int type) {
    return type == HeaderType.ENDORSER_TRANSACTION_VALUE
        || type == HeaderType.CONFIG_VALUE
        || type == HeaderType.CONFIG_UPDATE_VALUE;
  }

  private Identity creator(Envelope envelope, SignatureHeader by) throws Invalid {
    return members
        .identify(by.getCreator())
        .filter(creator -> creator.signed(envelope.getSignature(), envelope.getPayload()))
        .orElseThrow(() -> new Invalid(TxValidationCode.BAD_CREATOR_SIGNATURE));
  }

  private static ChaincodeActionPayload action(Payload payload) throws Invalid {
    var bad = TxValidationCode.INVALID_ENDORSER_TRANSACTION;
    var transaction = parse(Transaction.parser(), payload.getData(), bad);
    unless(transaction.getActionsCount() == 1, bad);
    var only = transaction.getActions(0);
    var header = parse(SignatureHeader.parser(), only.getHeader(), bad);
    unless(!header.getNonce().isEmpty() && !header.getCreator().isEmpty(), bad);
    var action = parse(ChaincodeActionPayload.parser(), only.getPayload(), bad);
    var response =
        parse(
            ProposalResponsePayload.parser(), action.getAction().getProposalResponsePayload(), bad);
    var proposal =
        ProposalHash.of(
            payload.getHeader().getChannelHeader(),
            only.getHeader(),
            action.getChaincodeProposalPayload());
    unless(response.getProposalHash().equals(proposal), bad);
    return action;
  }

  private Unpacked unpacked(ChannelHeader header, Identity creator, ChaincodeActionPayload payload)
      throws Invalid {
    var extension =
        parse(
            ChaincodeHeaderExtension.parser(),
            header.getExtension(),
            TxValidationCode.BAD_HEADER_EXTENSION);
    var bad = TxValidationCode.BAD_RESPONSE_PAYLOAD;
    var endorsed = payload.getAction();
    var response =
        parse(ProposalResponsePayload.parser(), endorsed.getProposalResponsePayload(), bad);
    var action = parse(ChaincodeAction.parser(), response.getExtension(), bad);
    var at = header.getTimestamp();
    return new Unpacked(
        header.getTxId(),
        Instant.ofEpochSecond(at.getSeconds(), at.getNanos()),
        creator,
        extension.getChaincodeId().getName(),
        action,
        readWrites(action),
        signers(endorsed),
        arguments(payload.getChaincodeProposalPayload()));
  }

  /** None where they can't be read: no check of Fabric's depends on them. */
  private static List<ByteString> arguments(ByteString proposal) {
    try {
      var input = ChaincodeProposalPayload.parseFrom(proposal).getInput();
      var specification = ChaincodeInvocationSpec.parseFrom(input).getChaincodeSpec();
      return specification.getInput().getArgsList();
    } catch (InvalidProtocolBufferException garbled) {
      return List.of();
    }
  }

  private static List<ReadWrites> readWrites(ChaincodeAction action) throws Invalid {
    try {
      return ReadWrites.parse(action.getResults());
    } catch (InvalidProtocolBufferException garbled) {
      throw new Invalid(TxValidationCode.BAD_RWSET);
    }
  }

  /** An endorsement by nobody of this channel, or a false one, counts for nothing. */
  private List<Identity> signers(ChaincodeEndorsedAction endorsed) {
    var signers = new ArrayList<Identity>();
    for (var each : endorsed.getEndorsementsList()) {
      members
          .identify(each.getEndorser())
          .filter(signer -> !signers.contains(signer))
          .filter(
              signer ->
                  signer.signed(
                      each.getSignature(),
                      endorsed.getProposalResponsePayload(),
                      each.getEndorser()))
          .ifPresent(signers::add);
    }
    return List.copyOf(signers);
  }
}
