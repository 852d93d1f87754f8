package io.tallystick.ledger.validate;

import static io.tallystick.ledger.validate.InvalidTransactionException.require;
import static io.tallystick.ledger.validate.Parsing.parse;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_COMMON_HEADER;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_CREATOR_SIGNATURE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_HEADER_EXTENSION;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_PAYLOAD;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_PROPOSAL_TXID;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_RESPONSE_PAYLOAD;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_RWSET;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_CONFIG_TRANSACTION;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_ENDORSER_TRANSACTION;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_OTHER_REASON;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.TARGET_CHAIN_NOT_FOUND;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.UNSUPPORTED_TX_PAYLOAD;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.endorse.ProposalHash;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * The checks on one transaction that need no state, in the order and with the codes of Fabric's
 * core/common/validation: form, creator's signature, transaction id, binding to the proposal.
 */
final class EnvelopeCheck {

  private final String channel;
  private final Membership members;

  EnvelopeCheck(String channel, Membership members) {
    this.channel = channel;
    this.members = members;
  }

  ParsedTransaction check(ByteString bytes) throws InvalidTransactionException {
    var envelope = parse(Envelope.parser(), bytes, INVALID_OTHER_REASON);
    var payload = parse(Payload.parser(), envelope.getPayload(), BAD_PAYLOAD);
    var header = payload.getHeader();
    var channelHeader = parse(ChannelHeader.parser(), header.getChannelHeader(), BAD_COMMON_HEADER);
    var creator = parse(SignatureHeader.parser(), header.getSignatureHeader(), BAD_COMMON_HEADER);
    checkHeaders(channelHeader, creator);
    require(signedByCreator(envelope, creator), BAD_CREATOR_SIGNATURE);
    checkType(channelHeader);
    require(channelHeader.getTxId().equals(ProposalHash.txId(creator)), BAD_PROPOSAL_TXID);
    var action = boundAction(payload);
    require(channelHeader.getChannelId().equals(channel), TARGET_CHAIN_NOT_FOUND);
    return parsed(channelHeader, action);
  }

  private static void checkHeaders(ChannelHeader channelHeader, SignatureHeader creator)
      throws InvalidTransactionException {
    var type = HeaderType.forNumber(channelHeader.getType());
    require(
        type == HeaderType.ENDORSER_TRANSACTION
            || type == HeaderType.CONFIG_UPDATE
            || type == HeaderType.CONFIG,
        BAD_COMMON_HEADER);
    require(channelHeader.getEpoch() == 0, BAD_COMMON_HEADER);
    require(!creator.getNonce().isEmpty() && !creator.getCreator().isEmpty(), BAD_COMMON_HEADER);
  }

  private boolean signedByCreator(Envelope envelope, SignatureHeader header) {
    try {
      var creator = members.identify(header.getCreator());
      return creator.signed(envelope.getSignature(), envelope.getPayload());
    } catch (UnknownIdentityException e) {
      return false;
    }
  }

  private static void checkType(ChannelHeader header) throws InvalidTransactionException {
    // The channel's configuration is the genesis block's; see GenesisBlock.
    require(header.getType() != HeaderType.CONFIG_VALUE, INVALID_CONFIG_TRANSACTION);
    require(header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE, UNSUPPORTED_TX_PAYLOAD);
  }

  private static ChaincodeActionPayload boundAction(Payload payload)
      throws InvalidTransactionException {
    var transaction = parse(Transaction.parser(), payload.getData(), INVALID_ENDORSER_TRANSACTION);
    require(transaction.getActionsCount() == 1, INVALID_ENDORSER_TRANSACTION);
    var action = transaction.getActions(0);
    var creator = parse(SignatureHeader.parser(), action.getHeader(), INVALID_ENDORSER_TRANSACTION);
    require(
        !creator.getNonce().isEmpty() && !creator.getCreator().isEmpty(),
        INVALID_ENDORSER_TRANSACTION);
    var actionPayload =
        parse(ChaincodeActionPayload.parser(), action.getPayload(), INVALID_ENDORSER_TRANSACTION);
    var response =
        parse(
            ProposalResponsePayload.parser(),
            actionPayload.getAction().getProposalResponsePayload(),
            INVALID_ENDORSER_TRANSACTION);
    var hash =
        ProposalHash.of(
            payload.getHeader().getChannelHeader(),
            action.getHeader(),
            actionPayload.getChaincodeProposalPayload());
    require(response.getProposalHash().equals(hash), INVALID_ENDORSER_TRANSACTION);
    return actionPayload;
  }

  private static ParsedTransaction parsed(ChannelHeader header, ChaincodeActionPayload payload)
      throws InvalidTransactionException {
    var extension =
        parse(ChaincodeHeaderExtension.parser(), header.getExtension(), BAD_HEADER_EXTENSION);
    var responsePayload = payload.getAction().getProposalResponsePayload();
    var response = parse(ProposalResponsePayload.parser(), responsePayload, BAD_RESPONSE_PAYLOAD);
    var action = parse(ChaincodeAction.parser(), response.getExtension(), BAD_RESPONSE_PAYLOAD);
    return new ParsedTransaction(
        header.getTxId(),
        extension.getChaincodeId().getName(),
        action,
        readWrites(action),
        responsePayload,
        payload.getAction().getEndorsementsList());
  }

  private static List<NamespaceReadWrites> readWrites(ChaincodeAction action)
      throws InvalidTransactionException {
    try {
      return NamespaceReadWrites.parse(action.getResults());
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidTransactionException(BAD_RWSET);
    }
  }
}
