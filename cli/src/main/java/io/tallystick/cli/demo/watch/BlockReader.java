package io.tallystick.cli.demo.watch;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads what valid transactions of a Fabric block wrote under Tallystick's keys. */
final class BlockReader {

  private static final String CHAINCODE = "tallystick";

  /** One entry as one transaction, of one operation or of a batch of them, left it. */
  record Written(String txid, LedgerEntry entry) {}

  /**
   * @throws UnreadableBlock if the bytes are not what Fabric's protocol buffers say
   */
  static List<Written> read(Block block) {
    var codes = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    var written = new ArrayList<Written>();
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      if (codes.byteAt(i) != TxValidationCode.VALID_VALUE) continue;
      try {
        read(Envelope.parseFrom(block.getData().getData(i)), written);
      } catch (InvalidProtocolBufferException e) {
        throw new UnreadableBlock(block.getHeader().getNumber(), e);
      }
    }
    return written;
  }

  private static void read(Envelope envelope, List<Written> written)
      throws InvalidProtocolBufferException {
    var payload = Payload.parseFrom(envelope.getPayload());
    var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) return;
    for (var action : Transaction.parseFrom(payload.getData()).getActionsList()) {
      var endorsed = ChaincodeActionPayload.parseFrom(action.getPayload()).getAction();
      var response = ProposalResponsePayload.parseFrom(endorsed.getProposalResponsePayload());
      var results = ChaincodeAction.parseFrom(response.getExtension()).getResults();
      for (var space : TxReadWriteSet.parseFrom(results).getNsRwsetList()) {
        if (!space.getNamespace().equals(CHAINCODE)) continue;
        KVRWSet.parseFrom(space.getRwset()).getWritesList().stream()
            .flatMap(BlockReader::entry)
            .forEach(entry -> written.add(new Written(header.getTxId(), entry)));
      }
    }
  }

  private static Stream<LedgerEntry> entry(KVWrite write) {
    var key = write.getKey();
    if (key.startsWith(LedgerKeys.claim(""))) return read(write, LedgerEntry.Claim.class);
    if (key.startsWith(LedgerKeys.access(""))) return read(write, LedgerEntry.Access.class);
    if (key.startsWith(LedgerKeys.record(""))) return read(write, LedgerEntry.Record.class);
    if (key.startsWith(LedgerKeys.operation(""))) return read(write, LedgerEntry.Operation.class);
    return Stream.empty();
  }

  private static Stream<LedgerEntry> read(KVWrite write, Class<? extends LedgerEntry> type) {
    return Stream.of(CanonicalJson.read(write.getValue().toString(StandardCharsets.UTF_8), type));
  }

  static final class UnreadableBlock extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableBlock(long number, Throwable cause) {
      super("block " + number + " can't be read", cause);
    }
  }

  private BlockReader() {}
}
