package io.tallystick.ledger.lifecycle;

import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import io.tallystick.ledger.state.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** The chaincode definitions that are committed, as of a view of the state. */
public final class Definitions {

  /** A committed definition and the endorsement policy that it means. */
  public record Definition(
      String name,
      long sequence,
      ChaincodeParameters parameters,
      SignaturePolicyEnvelope endorsementPolicy) {

    /** Under which organisations' approvals of this definition stand. */
    String approval() {
      return approval(name, sequence);
    }

    static String approval(String name, long sequence) {
      return name + "#" + sequence;
    }
  }

  private record Read(Version at, Definition definition) {}

  private final ChannelPolicies policies;
  // Every commit writes the sequence, so its version tells whether a definition is still the same.
  private final ConcurrentHashMap<String, Read> read = new ConcurrentHashMap<>();

  public Definitions(ChannelPolicies policies) {
    this.policies = policies;
  }

  /** The key that every commit of a chaincode's definition writes. */
  public static String sequenceKey(String chaincode) {
    return Structure.fieldKey(Structure.DEFINITIONS, chaincode, "Sequence");
  }

  /** The definition of a chaincode, if one is committed. */
  public Optional<Definition> committed(StateView state, String chaincode) {
    var found = state.get(new StateKey(LifecycleContract.NAME, sequenceKey(chaincode)));
    if (found == null) {
      return Optional.empty();
    }
    var known = read.get(chaincode);
    if (known != null && known.at().equals(found.version())) {
      return Optional.of(known.definition());
    }
    try {
      var definition = read(chaincode, LifecycleKeys.of(state));
      read.put(chaincode, new Read(found.version(), definition));
      return Optional.of(definition);
    } catch (LifecycleException e) {
      return Optional.empty(); // a majority can write what it likes, also nonsense
    }
  }

  /** All committed definitions, by name. */
  public List<Definition> committed(StateView state) {
    var all = new ArrayList<Definition>();
    var prefix = Structure.metadataKey(Structure.DEFINITIONS, "");
    state.range(
        LifecycleContract.NAME,
        prefix,
        prefix + Character.MAX_VALUE,
        (key, value) -> {
          committed(state, key.substring(prefix.length())).ifPresent(all::add);
          return true;
        });
    return all;
  }

  private Definition read(String chaincode, LifecycleKeys keys) {
    var parameters = ChaincodeParameters.read(chaincode, keys);
    return new Definition(
        chaincode,
        Structure.field(Structure.DEFINITIONS, chaincode, "Sequence", keys).getInt64(),
        parameters,
        policies.resolve(parameters.validation().getValidationParameter()));
  }

  /** Who must endorse what is written in a namespace, where the keys don't say otherwise. */
  public Optional<SignaturePolicyEnvelope> endorsementPolicy(StateView state, String namespace) {
    return namespace.equals(LifecycleContract.NAME)
        ? Optional.of(policies.majorityOf(NodeRole.PEER))
        : committed(state, namespace).map(Definition::endorsementPolicy);
  }

  /** Who must endorse a write of this key whatever else holds: an organisation its approvals. */
  public Optional<SignaturePolicyEnvelope> keyPolicy(String namespace, String key) {
    return namespace.equals(LifecycleContract.NAME)
        ? LifecycleKeys.organisation(key).map(policies::peerOf)
        : Optional.empty();
  }

  /** Whether the organisation approved just this definition. */
  public boolean approved(StateView state, Definition definition, String mspId) {
    var keys = LifecycleKeys.of(state).of(mspId);
    var approval = definition.parameters().approval();
    return approval.mismatches(Structure.DEFINITIONS, definition.approval(), keys).isEmpty();
  }

  /** The package with which the organisation runs a definition; empty if it approved without. */
  public String packageId(StateView state, Definition definition, String mspId) {
    var keys = LifecycleKeys.of(state).of(mspId);
    return Structure.field(Structure.SOURCES, definition.approval(), "PackageID", keys).getString();
  }
}
