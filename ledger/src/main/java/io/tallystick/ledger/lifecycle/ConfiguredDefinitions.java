package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.lifecycle.Definitions.Definition;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import io.tallystick.ledger.state.StoredValue;
import io.tallystick.ledger.state.Version;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;

/**
 * The short way to a chaincode: the configuration names it, and the channel begins with its
 * definition, at sequence 1, committed and approved by every organisation. What follows, an upgrade
 * for instance, goes the lifecycle's way.
 */
public final class ConfiguredDefinitions {

  /** A chaincode of the configuration. */
  public record Configured(String name, String version, SignaturePolicyEnvelope policy) {

    ChaincodeParameters parameters() {
      var policyBytes =
          ApplicationPolicy.newBuilder().setSignaturePolicy(policy).build().toByteString();
      return ChaincodeParameters.of(
          version, "", false, "", policyBytes, CollectionConfigPackage.getDefaultInstance());
    }
  }

  private final List<String> mspIds;

  public ConfiguredDefinitions(List<String> mspIds) {
    this.mspIds = List.copyOf(mspIds);
  }

  /** What defines these chaincodes, as writes to the lifecycle's namespace. */
  public KVRWSet writes(List<Configured> chaincodes) {
    var set = KVRWSet.newBuilder();
    values(chaincodes)
        .forEach((key, value) -> set.addWrites(KVWrite.newBuilder().setKey(key).setValue(value)));
    return set.build();
  }

  /**
   * Version of state that stands in no block. Readers of the chain couldn't follow a read of it.
   */
  public static final Version UNWRITTEN = new Version(-1, 0);

  /** The same as state that no block has written. */
  public SortedMap<StateKey, StoredValue> state(List<Configured> chaincodes) {
    var state = new TreeMap<StateKey, StoredValue>();
    values(chaincodes)
        .forEach(
            (key, value) ->
                state.put(
                    new StateKey(LifecycleContract.NAME, key),
                    new StoredValue(value, ByteString.EMPTY, UNWRITTEN)));
    return state;
  }

  private SortedMap<String, ByteString> values(List<Configured> chaincodes) {
    var values = new TreeMap<String, ByteString>();
    var keys =
        new LifecycleKeys() {
          @Override
          public ByteString get(String key) {
            return values.getOrDefault(key, ByteString.EMPTY);
          }

          @Override
          public void put(String key, ByteString value) {
            values.put(key, value);
          }
        };
    for (var chaincode : chaincodes) {
      var parameters = chaincode.parameters();
      var packageId = InstalledPackages.configuredId(chaincode.name(), chaincode.version());
      var approval = Definition.approval(chaincode.name(), 1);
      parameters.definition(1).write(Structure.DEFINITIONS, chaincode.name(), keys);
      for (var mspId : mspIds) {
        parameters.approval().write(Structure.DEFINITIONS, approval, keys.of(mspId));
        ApprovalFunctions.source(packageId).write(Structure.SOURCES, approval, keys.of(mspId));
      }
    }
    return values;
  }

  /** How the channel's first definition of a chaincode differs from the configured; if it does. */
  public Optional<String> difference(
      Definitions definitions, StateView state, Configured configured) {
    return definitions
        .committed(state, configured.name())
        .filter(committed -> committed.sequence() == 1)
        .flatMap(committed -> committed.parameters().difference(configured.parameters()));
  }
}
