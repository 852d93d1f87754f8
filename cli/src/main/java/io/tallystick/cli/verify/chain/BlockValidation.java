package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.ledger.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Decides each transaction of one block anew, in order, as Fabric's committing peer does. */
final class BlockValidation {

  private final Configuration configuration;
  private final Definitions definitions;
  private final WorldState before;
  private final Space told;

  /**
   * @param chaincode whose public state's changes are told
   */
  BlockValidation(
      Configuration configuration, Definitions definitions, WorldState before, String chaincode) {
    this.configuration = configuration;
    this.definitions = definitions;
    this.before = before;
    this.told = new Space(chaincode, "");
  }

  /**
   * @param unpacked in the block's order, null where an envelope wasn't worth it
   */
  record Outcome(
      Space told,
      long block,
      List<TxValidationCode> codes,
      List<Unpacked> unpacked,
      List<String> ids,
      Map<Integer, Map<String, ByteString>> replaced,
      BlockUpdates updates) {

    String txid(int index) {
      return ids.get(index);
    }

    /** The ids that no later transaction may bear. */
    Set<String> txids() {
      return ids.stream().filter(id -> !id.isEmpty()).collect(Collectors.toSet());
    }

    List<String> validTxids() {
      return valid().map(ids::get).toList();
    }

    void tell(Consumer<ValidTransaction> facts) {
      valid().map(this::transaction).filter(each -> !each.writes().isEmpty()).forEach(facts);
    }

    private ValidTransaction transaction(int i) {
      var transaction = unpacked.get(i);
      var writes = new LinkedHashMap<String, ByteString>();
      transaction.readWrites().stream()
          .filter(each -> each.space().equals(told))
          .forEach(each -> writes.putAll(each.writes()));
      return new ValidTransaction(
          block,
          i,
          transaction.txid(),
          transaction.at(),
          transaction.creator().mspId(),
          transaction.signers().stream().map(Identity::mspId).collect(Collectors.toSet()),
          transaction.arguments(),
          writes,
          replaced.get(i));
    }

    List<Finding> expired() {
      return valid().filter(i -> unpacked.get(i).anyExpired()).map(this::expired).toList();
    }

    private Finding expired(int i) {
      return Finding.inTransaction(
          Problem.CERTIFICATE_EXPIRED,
          block,
          txid(i),
          "its creator's or an endorser's certificate wasn't in force at its time");
    }

    private Stream<Integer> valid() {
      return Stream.iterate(0, i -> i < codes.size(), i -> i + 1)
          .filter(i -> codes.get(i) == TxValidationCode.VALID && unpacked.get(i) != null);
    }
  }

  Outcome validate(Block block, long number, Set<String> earlier) {
    var data = block.getData().getDataList();
    var checked = data.parallelStream().map(this::stateless).toList();
    var codes = new ArrayList<>(checked.stream().map(Checked::code).toList());
    endorse(checked, codes, earlier);
    var updates = new BlockUpdates(before);
    var replaced = new HashMap<Integer, Map<String, ByteString>>();
    for (int i = 0; i < codes.size(); i++) {
      var transaction = checked.get(i).transaction();
      if (codes.get(i) != TxValidationCode.VALID || transaction == null) continue;
      codes.set(i, Reads.check(transaction, updates));
      if (codes.get(i) != TxValidationCode.VALID) continue;
      replaced.put(i, updates.replaced(told, transaction));
      updates.apply(transaction, number, i);
    }
    var unpacked = new ArrayList<Unpacked>();
    checked.forEach(each -> unpacked.add(each.transaction()));
    var ids = data.stream().map(BlockValidation::txid).toList();
    return new Outcome(told, number, codes, unpacked, ids, replaced, updates);
  }

  private record Checked(TxValidationCode code, Unpacked transaction) {}

  private Checked stateless(ByteString envelope) {
    try {
      if (configuration.isConfiguration(envelope)) {
        return new Checked(configuration.code(envelope), null);
      }
      return new Checked(TxValidationCode.VALID, configuration.unpack().unpack(envelope));
    } catch (Invalid invalid) {
      return new Checked(invalid.code(), null);
    } catch (RuntimeException oddity) {
      // Whatever a member makes up is at worst an invalid transaction.
      return new Checked(TxValidationCode.INVALID_OTHER_REASON, null);
    }
  }

  private void endorse(List<Checked> checked, List<TxValidationCode> codes, Set<String> earlier) {
    var endorsed = new Endorsed(definitions, before);
    var seen = new HashSet<String>();
    for (int i = 0; i < codes.size(); i++) {
      var transaction = checked.get(i).transaction();
      if (codes.get(i) != TxValidationCode.VALID || transaction == null) continue;
      try {
        Invalid.unless(!earlier.contains(transaction.txid()), TxValidationCode.DUPLICATE_TXID);
        endorsed.check(transaction);
        Invalid.unless(seen.add(transaction.txid()), TxValidationCode.DUPLICATE_TXID);
      } catch (Invalid invalid) {
        codes.set(i, invalid.code());
      }
    }
  }

  private static String txid(ByteString envelope) {
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
      return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId();
    } catch (InvalidProtocolBufferException garbled) {
      return "";
    }
  }

  static String name(int code) {
    var known = TxValidationCode.forNumber(code);
    return known == null ? "code " + code : known.name();
  }
}
