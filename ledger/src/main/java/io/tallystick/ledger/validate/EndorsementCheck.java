package io.tallystick.ledger.validate;

import static io.tallystick.ledger.validate.InvalidTransactionException.require;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.ILLEGAL_WRITESET;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_CHAINCODE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_OTHER_REASON;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.policy.PolicyEvaluation;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;

/**
 * Whether a transaction is endorsed by those who must: for each key written, the key's own policy
 * if it has one, else the chaincode's; for a transaction without writes, the chaincode's. After
 * Fabric's plugin dispatcher and key-level validator.
 */
final class EndorsementCheck {

  private final Membership members;
  private final Definitions definitions;

  EndorsementCheck(Membership members, Definitions definitions) {
    this.members = members;
    this.definitions = definitions;
  }

  /**
   * Who validly signed; each signer once. Needs no state, so that a block's can be checked in
   * parallel.
   */
  List<Identity> signers(ParsedTransaction transaction) {
    var signers = new ArrayList<Identity>();
    for (var endorsement : transaction.endorsements()) {
      try {
        var signer = members.identify(endorsement.getEndorser());
        if (!signers.contains(signer)
            && signer.signed(
                endorsement.getSignature(),
                transaction.responsePayload(),
                endorsement.getEndorser())) {
          signers.add(signer);
        }
      } catch (UnknownIdentityException e) {
        continue; // an endorsement by nobody of this channel counts for nothing
      }
    }
    return signers;
  }

  /** Checks one transaction of a block against the state before it. */
  final class OfBlock {

    private final StateView state;
    private final Set<StateKey> policiesChanged = new HashSet<>();

    OfBlock(StateView state) {
      this.state = state;
    }

    void check(ParsedTransaction transaction, List<Identity> signers)
        throws InvalidTransactionException {
      checkChaincode(transaction);
      var policies = new HashMap<String, SignaturePolicyEnvelope>();
      for (var namespace : written(transaction)) {
        var policy = definitions.endorsementPolicy(state, namespace);
        require(policy.isPresent(), INVALID_CHAINCODE);
        policies.put(namespace, policy.get());
      }
      for (var each : policies.entrySet()) {
        checkNamespace(transaction, each.getKey(), each.getValue(), signers);
      }
      for (var each : transaction.readWrites()) {
        for (var write : each.set().getMetadataWritesList()) {
          policiesChanged.add(new StateKey(each.namespace(), write.getKey()));
        }
      }
    }

    private void checkNamespace(
        ParsedTransaction transaction,
        String namespace,
        SignaturePolicyEnvelope chaincodePolicy,
        List<Identity> signers)
        throws InvalidTransactionException {
      var needsChaincodePolicy = true;
      for (var each : transaction.readWrites()) {
        if (!each.namespace().equals(namespace)) {
          continue;
        }
        var keys = each.writtenKeys();
        needsChaincodePolicy = keys.isEmpty();
        for (var name : keys) {
          var key = new StateKey(namespace, name);
          // Which policy holds would depend on the order within the block: Fabric refuses.
          require(!policiesChanged.contains(key), ENDORSEMENT_POLICY_FAILURE);
          var satisfied = keyPolicySatisfied(key, signers);
          require(satisfied.orElse(true), ENDORSEMENT_POLICY_FAILURE);
          needsChaincodePolicy |= satisfied.isEmpty();
        }
      }
      require(
          !needsChaincodePolicy || PolicyEvaluation.satisfied(chaincodePolicy, signers),
          ENDORSEMENT_POLICY_FAILURE);
    }

    /** Empty if the key has no policy of its own. */
    private Optional<Boolean> keyPolicySatisfied(StateKey key, List<Identity> signers) {
      var fixed = definitions.keyPolicy(key.namespace(), key.key());
      if (fixed.isPresent()) {
        return fixed.map(policy -> PolicyEvaluation.satisfied(policy, signers));
      }
      var found = state.get(key);
      return found == null || found.policy().isEmpty()
          ? Optional.empty()
          : Optional.of(PolicyEvaluation.satisfied(found.policy(), signers));
    }
  }

  private static void checkChaincode(ParsedTransaction transaction)
      throws InvalidTransactionException {
    var id = transaction.action().getChaincodeId();
    require(transaction.action().hasChaincodeId(), INVALID_OTHER_REASON);
    require(!transaction.chaincode().isEmpty(), INVALID_CHAINCODE);
    require(id.getName().equals(transaction.chaincode()), INVALID_CHAINCODE);
    require(!id.getVersion().isEmpty(), INVALID_CHAINCODE);
    if (!transaction.action().getEvents().isEmpty()) {
      try {
        var event = ChaincodeEvent.parseFrom(transaction.action().getEvents());
        require(event.getChaincodeId().equals(transaction.chaincode()), INVALID_OTHER_REASON);
      } catch (InvalidProtocolBufferException e) {
        throw new InvalidTransactionException(INVALID_OTHER_REASON);
      }
    }
  }

  private static Set<String> written(ParsedTransaction transaction)
      throws InvalidTransactionException {
    var seen = new HashSet<String>();
    var written = new HashSet<String>();
    written.add(transaction.chaincode());
    for (var each : transaction.readWrites()) {
      require(seen.add(each.namespace()), ILLEGAL_WRITESET);
      require(!each.privateData(), INVALID_OTHER_REASON); // there are no collections here
      if (each.writes()) {
        written.add(each.namespace());
      }
    }
    return written;
  }
}
