package io.tallystick.ledger.chaincode;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.Version;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.queryresult.KeyModification;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** All values that a key had, newest first, read from the blocks that wrote them. */
public final class KeyHistory {

  private final Chain chain;

  public KeyHistory(Chain chain) {
    this.chain = chain;
  }

  /** Supplies one modification after the other, then null. */
  Supplier<KeyModification> of(String namespace, String key) {
    var versions = chain.state().history(new StateKey(namespace, key)).iterator();
    return () -> versions.hasNext() ? modification(namespace, key, versions.next()) : null;
  }

  private KeyModification modification(String namespace, String key, Version version) {
    try {
      var bytes = chain.block(version.block()).getData().getData(version.transaction());
      var payload = Payload.parseFrom(Envelope.parseFrom(bytes).getPayload());
      var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      var modification =
          KeyModification.newBuilder()
              .setTxId(header.getTxId())
              .setTimestamp(header.getTimestamp());
      for (var each : results(payload).getNsRwsetList()) {
        if (each.getNamespace().equals(namespace)) {
          KVRWSet.parseFrom(each.getRwset()).getWritesList().stream()
              .filter(write -> write.getKey().equals(key))
              .forEach(
                  write ->
                      modification.setValue(write.getValue()).setIsDelete(write.getIsDelete()));
        }
      }
      return modification.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("block " + version.block() + " cannot be read", e);
    }
  }

  private static TxReadWriteSet results(Payload payload) throws InvalidProtocolBufferException {
    var action = Transaction.parseFrom(payload.getData()).getActions(0).getPayload();
    var endorsed = ChaincodeActionPayload.parseFrom(action).getAction();
    var response = ProposalResponsePayload.parseFrom(endorsed.getProposalResponsePayload());
    return TxReadWriteSet.parseFrom(
        ChaincodeAction.parseFrom(response.getExtension()).getResults());
  }
}
