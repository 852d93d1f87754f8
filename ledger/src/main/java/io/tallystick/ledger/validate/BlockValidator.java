package io.tallystick.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.block.BlockMetadataSlots;
import io.tallystick.ledger.block.GenesisBlock;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.lifecycle.LifecycleContract;
import io.tallystick.ledger.state.BlockEffects;
import io.tallystick.ledger.state.StateStore;
import io.tallystick.ledger.state.StateView;
import io.tallystick.ledger.state.TransactionIndex;
import io.tallystick.ledger.state.Version;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Decides each transaction of a block, in order, and what the block changes. */
public final class BlockValidator {

  /** Validation codes in the block's order, and the effects of the valid transactions. */
  public record Outcome(TxValidationCode[] codes, BlockEffects effects) {}

  /** A transaction after the checks that need no state. */
  private record Checked(
      TxValidationCode code, ParsedTransaction transaction, List<Identity> signers) {}

  private static final System.Logger LOG = System.getLogger(BlockValidator.class.getName());

  private final EnvelopeCheck envelopes;
  private final EndorsementCheck endorsements;
  private final StateStore store;

  public BlockValidator(
      String channel, Membership members, Definitions definitions, StateStore store) {
    this.envelopes = new EnvelopeCheck(channel, members);
    this.endorsements = new EndorsementCheck(members, definitions);
    this.store = store;
  }

  public Outcome validate(Block block) {
    var data = block.getData().getDataList();
    var checked = data.parallelStream().map(this::check).toList();
    var codes = checked.stream().map(Checked::code).toArray(TxValidationCode[]::new);
    try (var snapshot = store.snapshot()) {
      checkAgainstState(checked, codes, snapshot);
      var pending = new PendingState(snapshot);
      for (var i = 0; i < codes.length; i++) {
        if (codes[i] == TxValidationCode.VALID) {
          codes[i] = ReadCheck.check(checked.get(i).transaction().readWrites(), pending);
        }
        if (codes[i] == TxValidationCode.VALID) {
          var version = new Version(block.getHeader().getNumber(), i);
          pending.apply(checked.get(i).transaction().readWrites(), version);
        }
      }
      return new Outcome(codes, effects(block, codes, pending));
    }
  }

  private Checked check(ByteString bytes) {
    try {
      var transaction = envelopes.check(bytes);
      return new Checked(TxValidationCode.VALID, transaction, endorsements.signers(transaction));
    } catch (InvalidTransactionException e) {
      return new Checked(e.code(), null, List.of());
    } catch (RuntimeException e) {
      // Whatever a member makes up is at worst an invalid transaction, never the end of the chain.
      LOG.log(Level.WARNING, "a transaction could not be checked", e);
      return new Checked(TxValidationCode.INVALID_OTHER_REASON, null, List.of());
    }
  }

  private void checkAgainstState(List<Checked> checked, TxValidationCode[] codes, StateView state) {
    var ofBlock = endorsements.new OfBlock(state);
    var seen = new HashSet<String>();
    for (var i = 0; i < codes.length; i++) {
      var each = checked.get(i);
      if (codes[i] != TxValidationCode.VALID) {
        continue;
      }
      try {
        InvalidTransactionException.require(
            store.transaction(each.transaction().txId()).isEmpty(),
            TxValidationCode.DUPLICATE_TXID);
        ofBlock.check(each.transaction(), each.signers());
        InvalidTransactionException.require(
            seen.add(each.transaction().txId()), TxValidationCode.DUPLICATE_TXID);
      } catch (InvalidTransactionException e) {
        codes[i] = e.code();
      }
    }
  }

  /** The effects of a block that is validated already, to apply it again. */
  public BlockEffects effects(Block block) {
    var count = block.getData().getDataCount();
    var codes =
        IntStream.range(0, count)
            .mapToObj(i -> BlockMetadataSlots.code(block, i))
            .toArray(TxValidationCode[]::new);
    try (var snapshot = store.snapshot()) {
      var pending = new PendingState(snapshot);
      if (block.getHeader().getNumber() == 0) {
        pending.apply(genesis(block), new Version(0, 0));
        return effects(block, codes, pending);
      }
      for (var i = 0; i < count; i++) {
        if (codes[i] == TxValidationCode.VALID) {
          var version = new Version(block.getHeader().getNumber(), i);
          pending.apply(envelopes.check(block.getData().getData(i)).readWrites(), version);
        }
      }
      return effects(block, codes, pending);
    } catch (InvalidTransactionException e) {
      throw new IllegalStateException(
          "block %d marks a transaction as valid that is %s"
              .formatted(block.getHeader().getNumber(), e.code()),
          e);
    }
  }

  private static List<NamespaceReadWrites> genesis(Block block) {
    return List.of(
        new NamespaceReadWrites(
            LifecycleContract.NAME, GenesisBlock.chaincodeDefinitions(block), false));
  }

  private BlockEffects effects(Block block, TxValidationCode[] codes, PendingState pending) {
    var number = block.getHeader().getNumber();
    var transactions = new HashMap<String, TransactionIndex>();
    for (var i = 0; i < codes.length; i++) {
      var id = txId(block.getData().getData(i));
      if (!id.isEmpty() && store.transaction(id).isEmpty()) {
        transactions.putIfAbsent(id, new TransactionIndex(number, i, codes[i]));
      }
    }
    return new BlockEffects(number, pending.writes(), pending.history(), transactions);
  }

  private static String txId(ByteString envelope) {
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
      return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId();
    } catch (InvalidProtocolBufferException e) {
      return "";
    }
  }
}
