package io.tallystick.kit.ledger.tail;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.kit.ledger.tail.ChainBlock.ValidTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Fabric's block, unpacked: envelope, payload, transaction, action, read/write set. */
final class BlockReader {

  private final String chaincode;

  BlockReader(String chaincode) {
    this.chaincode = chaincode;
  }

  /**
   * @throws ChainBroken if the block's data isn't what its header says
   */
  ChainBlock read(Block block) {
    var header = block.getHeader();
    if (!header.getDataHash().equals(BlockHash.ofData(block.getData()))) {
      throw new ChainBroken("block " + header.getNumber() + " holds other data than its header");
    }
    try {
      return new ChainBlock(
          header.getNumber(),
          header.getPreviousHash().toByteArray(),
          BlockHash.ofHeader(header),
          transactions(block));
    } catch (InvalidProtocolBufferException malformed) {
      throw new ChainBroken("block " + header.getNumber() + " is malformed");
    }
  }

  private List<ValidTransaction> transactions(Block block) throws InvalidProtocolBufferException {
    var codes = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    var valid = new ArrayList<ValidTransaction>();
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      boolean isValid = i < codes.size() && codes.byteAt(i) == TxValidationCode.VALID_VALUE;
      if (isValid) transaction(block.getData().getData(i)).ifPresent(valid::add);
    }
    return valid;
  }

  private Optional<ValidTransaction> transaction(ByteString envelope)
      throws InvalidProtocolBufferException {
    var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
    var channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) return Optional.empty();
    var creator = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()).getCreator();
    var action = Transaction.parseFrom(payload.getData()).getActions(0);
    var endorsed = ChaincodeActionPayload.parseFrom(action.getPayload()).getAction();
    var endorsers = new LinkedHashSet<String>();
    for (var endorsement : endorsed.getEndorsementsList()) {
      endorsers.add(msp(endorsement.getEndorser()));
    }
    return Optional.of(
        new ValidTransaction(
            channel.getTxId(),
            msp(creator),
            endorsers,
            endorsed.getEndorsementsCount(),
            writes(endorsed.getProposalResponsePayload())));
  }

  private Map<String, byte[]> writes(ByteString response) throws InvalidProtocolBufferException {
    var extension = ProposalResponsePayload.parseFrom(response).getExtension();
    var results = ChaincodeAction.parseFrom(extension).getResults();
    var writes = new LinkedHashMap<String, byte[]>();
    for (var namespace : TxReadWriteSet.parseFrom(results).getNsRwsetList()) {
      if (!namespace.getNamespace().equals(chaincode)) continue;
      for (var write : KVRWSet.parseFrom(namespace.getRwset()).getWritesList()) {
        if (!write.getIsDelete()) writes.put(write.getKey(), write.getValue().toByteArray());
      }
    }
    return writes;
  }

  private static String msp(ByteString identity) throws InvalidProtocolBufferException {
    return SerializedIdentity.parseFrom(identity).getMspid();
  }
}
