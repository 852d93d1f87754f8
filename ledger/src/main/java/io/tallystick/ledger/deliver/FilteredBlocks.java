package io.tallystick.ledger.deliver;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.block.BlockEvents;
import io.tallystick.ledger.block.BlockMetadataSlots;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredChaincodeAction;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.FilteredTransactionActions;

/** Blocks reduced to transaction ids, validation codes and event names. */
final class FilteredBlocks {

  private FilteredBlocks() {}

  static FilteredBlock of(String channel, Block block) {
    var filtered =
        FilteredBlock.newBuilder().setChannelId(channel).setNumber(block.getHeader().getNumber());
    for (var i = 0; i < block.getData().getDataCount(); i++) {
      filtered.addFilteredTransactions(
          transaction(block.getData().getData(i))
              .setTxValidationCode(BlockMetadataSlots.code(block, i)));
    }
    return filtered.build();
  }

  private static FilteredTransaction.Builder transaction(ByteString envelope) {
    var filtered = FilteredTransaction.newBuilder();
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
      var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      filtered.setTxid(header.getTxId()).setTypeValue(header.getType());
      if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
        var actions = FilteredTransactionActions.newBuilder();
        BlockEvents.of(envelope)
            .ifPresent(
                event ->
                    actions.addChaincodeActions(
                        FilteredChaincodeAction.newBuilder()
                            .setChaincodeEvent(event.toBuilder().clearPayload())));
        filtered.setTransactionActions(actions);
      }
      return filtered;
    } catch (InvalidProtocolBufferException e) {
      return filtered; // an unreadable transaction has no more than its code
    }
  }
}
