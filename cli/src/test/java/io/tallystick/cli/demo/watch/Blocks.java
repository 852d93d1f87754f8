package io.tallystick.cli.demo.watch;

import com.google.protobuf.ByteString;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** Blocks as Fabric's protocol buffers, one transaction each, for tests. */
public final class Blocks {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int VALID = 0;
  private static final int MVCC_CONFLICT = 11;

  public static LedgerEntry.Claim claim(
      String id, long version, State state, AdjudicationOutcome outcome) {
    return new LedgerEntry.Claim(
        id,
        "riverside",
        "harbor",
        "claim",
        state,
        version,
        "c",
        null,
        null,
        null,
        null,
        null,
        null,
        outcome,
        List.of(),
        AT,
        AT,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static LedgerEntry.Access access(String id, boolean permitted, String claimId) {
    return new LedgerEntry.Access(
        id,
        permitted,
        "riverside",
        "harbor",
        null,
        null,
        "HPAYMT",
        claimId,
        null,
        permitted ? null : DenialReason.NO_CONSENT,
        null,
        AT,
        null,
        null,
        null);
  }

  public static LedgerEntry.Operation operation(String opId, String claimId) {
    return new LedgerEntry.Operation(
        opId, "claim:submit", "d", LedgerKeys.claim(claimId), 1, AT, null);
  }

  /** One transaction that wrote all of these. */
  public static Block valid(long number, LedgerEntry... entries) {
    return block(number, VALID, entries);
  }

  public static Block invalid(long number, LedgerEntry entry) {
    return block(number, MVCC_CONFLICT, entry);
  }

  private static Block block(long number, int code, LedgerEntry... entries) {
    var metadata = BlockMetadata.newBuilder();
    metadata.addMetadata(ByteString.EMPTY).addMetadata(ByteString.EMPTY);
    metadata.addMetadata(ByteString.copyFrom(new byte[] {(byte) code}));
    return Block.newBuilder()
        .setHeader(BlockHeader.newBuilder().setNumber(number))
        .setData(BlockData.newBuilder().addData(envelope("tx" + number, entries).toByteString()))
        .setMetadata(metadata)
        .build();
  }

  private static Envelope envelope(String txid, LedgerEntry... entries) {
    var writes = KVRWSet.newBuilder();
    for (var entry : entries) {
      writes.addWrites(
          KVWrite.newBuilder()
              .setKey(key(entry))
              .setValue(ByteString.copyFrom(CanonicalJson.bytes(entry))));
    }
    var space =
        NsReadWriteSet.newBuilder()
            .setNamespace("tallystick")
            .setRwset(writes.build().toByteString());
    var action =
        ChaincodeAction.newBuilder()
            .setResults(TxReadWriteSet.newBuilder().addNsRwset(space).build().toByteString());
    var response =
        ProposalResponsePayload.newBuilder().setExtension(action.build().toByteString()).build();
    var endorsed =
        ChaincodeActionPayload.newBuilder()
            .setAction(
                ChaincodeEndorsedAction.newBuilder()
                    .setProposalResponsePayload(response.toByteString()));
    var transaction =
        Transaction.newBuilder()
            .addActions(TransactionAction.newBuilder().setPayload(endorsed.build().toByteString()));
    var header =
        ChannelHeader.newBuilder()
            .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
            .setTxId(txid)
            .build();
    var payload =
        Payload.newBuilder()
            .setHeader(Header.newBuilder().setChannelHeader(header.toByteString()))
            .setData(transaction.build().toByteString());
    return Envelope.newBuilder().setPayload(payload.build().toByteString()).build();
  }

  private static String key(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Claim claim -> LedgerKeys.claim(claim.claimId());
      case LedgerEntry.Access access -> LedgerKeys.access(access.accessId());
      case LedgerEntry.Operation operation -> LedgerKeys.operation(operation.opId());
      default -> throw new IllegalArgumentException("not needed in these tests");
    };
  }

  /** A chain of these blocks; block n arrives n milliseconds in. */
  public static Chain chain(Block... blocks) {
    var chain = new Chain();
    for (var block : blocks) chain.add(block, block.getHeader().getNumber() * 1_000_000);
    return chain;
  }

  private Blocks() {}
}
