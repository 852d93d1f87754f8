package io.tallystick.cli.verify.chain;

import static io.tallystick.cli.verify.chain.Invalid.unless;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.ledger.policy.PolicyEvaluation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Whether the transactions of one block are endorsed by those who must: for each key written, its
 * own policy as it stood before the block, else the chaincode's; the chaincode's too where nothing
 * is written. After Fabric's plugin dispatcher and its state-based validator.
 */
final class Endorsed {

  private record Key(Space space, String key) {}

  private final Definitions definitions;
  private final WorldState before;
  private final Set<Key> policiesChanged = new HashSet<>();

  Endorsed(Definitions definitions, WorldState before) {
    this.definitions = definitions;
    this.before = before;
  }

  void check(Unpacked transaction) throws Invalid {
    checkChaincode(transaction);
    for (var namespace : written(transaction)) {
      unless(definitions.isDefined(namespace), TxValidationCode.INVALID_CHAINCODE);
      checkNamespace(transaction, namespace);
    }
    for (var each : transaction.readWrites()) {
      each.policies().keySet().forEach(key -> policiesChanged.add(new Key(each.space(), key)));
    }
  }

  private void checkNamespace(Unpacked transaction, String namespace) throws Invalid {
    boolean anyPolicy = false;
    for (var each : transaction.readWrites()) {
      if (!each.space().namespace().equals(namespace)) continue;
      for (var key : each.touched()) {
        checkKey(transaction, each.space(), key);
        anyPolicy = true;
      }
    }
    if (!anyPolicy) unlessDenied(transaction, new Space(namespace, ""));
  }

  private void checkKey(Unpacked transaction, Space space, String key) throws Invalid {
    // Which policy holds would depend on the order within the block: Fabric refuses.
    unless(
        !policiesChanged.contains(new Key(space, key)),
        TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    var found = before.get(space, key);
    if (found == null || found.policy().isEmpty()) {
      unless(
          definitions.satisfied(space, key, transaction.signers()),
          TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    } else {
      unless(
          PolicyEvaluation.satisfied(found.policy(), transaction.signers()),
          TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }
  }

  private void unlessDenied(Unpacked transaction, Space space) throws Invalid {
    unless(
        definitions.satisfied(space, transaction.signers()),
        TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
  }

  private static void checkChaincode(Unpacked transaction) throws Invalid {
    var action = transaction.action();
    unless(action.hasChaincodeId(), TxValidationCode.INVALID_OTHER_REASON);
    boolean named =
        !transaction.chaincode().isEmpty()
            && action.getChaincodeId().getName().equals(transaction.chaincode())
            && !action.getChaincodeId().getVersion().isEmpty();
    unless(named, TxValidationCode.INVALID_CHAINCODE);
    if (action.getEvents().isEmpty()) return;
    try {
      var event = ChaincodeEvent.parseFrom(action.getEvents());
      unless(
          event.getChaincodeId().equals(transaction.chaincode()),
          TxValidationCode.INVALID_OTHER_REASON);
    } catch (InvalidProtocolBufferException garbled) {
      throw new Invalid(TxValidationCode.INVALID_OTHER_REASON);
    }
  }

  private static Set<String> written(Unpacked transaction) throws Invalid {
    var seen = new HashSet<Space>();
    var written = new LinkedHashSet<String>();
    written.add(transaction.chaincode());
    for (var each : transaction.readWrites()) {
      unless(seen.add(each.space()), TxValidationCode.ILLEGAL_WRITESET);
      if (each.changes()) written.add(each.space().namespace());
    }
    return written;
  }
}
