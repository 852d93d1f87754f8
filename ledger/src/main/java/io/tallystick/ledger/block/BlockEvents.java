package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The chaincode events in a block. */
public final class BlockEvents {

  private BlockEvents() {}

  /** Events of the valid transactions, in order. */
  public static List<ChaincodeEvent> of(Block block) {
    var events = new ArrayList<ChaincodeEvent>();
    for (var i = 0; i < block.getData().getDataCount(); i++) {
      if (block.getHeader().getNumber() > 0
          && BlockMetadataSlots.code(block, i) == TxValidationCode.VALID) {
        of(block.getData().getData(i)).ifPresent(events::add);
      }
    }
    return events;
  }

  /** The event of an endorser transaction. */
  public static Optional<ChaincodeEvent> of(ByteString envelope) {
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
      var action = Transaction.parseFrom(payload.getData()).getActions(0).getPayload();
      var endorsed = ChaincodeActionPayload.parseFrom(action).getAction();
      var response = ProposalResponsePayload.parseFrom(endorsed.getProposalResponsePayload());
      var event = ChaincodeAction.parseFrom(response.getExtension()).getEvents();
      return event.isEmpty() ? Optional.empty() : Optional.of(ChaincodeEvent.parseFrom(event));
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
