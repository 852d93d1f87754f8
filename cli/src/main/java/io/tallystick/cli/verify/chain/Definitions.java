package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.policy.EndorsementPolicy;
import io.tallystick.ledger.policy.PolicyEvaluation;
import java.util.List;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;

/**
 * Whose endorsements a chaincode's writes need, as its definition stands in the state of {@code
 * _lifecycle} (Fabric: core/chaincode/lifecycle).
 */
final class Definitions {

  static final String LIFECYCLE = "_lifecycle";
  private static final String IMPLICIT = "_implicit_org_";
  private static final String CHANNEL = "/Channel/";

  private final ChannelConfig config;
  private final WorldState state;
  private final Rules rules;

  Definitions(ChannelConfig config, WorldState state, Rules rules) {
    this.config = config;
    this.state = state;
    this.rules = rules;
  }

  /** Whether the chaincode may be written to at all. */
  boolean isDefined(String chaincode) {
    return chaincode.equals(LIFECYCLE)
        || definition(chaincode) != null
        || chaincode.equals(rules.chaincode()) && rules.endorsementsUnlessDefined() > 0;
  }

  /** On the dev ledger an organisation's approvals are public keys, named for their collection. */
  boolean satisfied(Space space, String key, List<Identity> signers) {
    int end = key.indexOf('/');
    boolean approval = space.namespace().equals(LIFECYCLE) && key.startsWith(IMPLICIT) && end > 0;
    return approval
        ? ofOrganisation(key.substring(IMPLICIT.length(), end), signers)
        : satisfied(space, signers);
  }

  boolean satisfied(Space space, List<Identity> signers) {
    if (space.collection().startsWith(IMPLICIT)) {
      return ofOrganisation(space.collection().substring(IMPLICIT.length()), signers);
    }
    if (space.namespace().equals(LIFECYCLE)) {
      return config.satisfied("Application/LifecycleEndorsement", signers);
    }
    var defined = definition(space.namespace());
    return defined == null ? assumed(signers) : satisfied(defined, signers);
  }

  private boolean assumed(List<Identity> signers) {
    var policy =
        EndorsementPolicy.outOf(
            rules.endorsementsUnlessDefined(), config.applicationMsps(), NodeRole.PEER);
    return PolicyEvaluation.satisfied(policy, signers);
  }

  private boolean satisfied(ByteString policy, List<Identity> signers) {
    try {
      var parsed = ApplicationPolicy.parseFrom(policy);
      return switch (parsed.getTypeCase()) {
        case SIGNATURE_POLICY -> PolicyEvaluation.satisfied(parsed.getSignaturePolicy(), signers);
        case CHANNEL_CONFIG_POLICY_REFERENCE ->
            parsed.getChannelConfigPolicyReference().startsWith(CHANNEL)
                && config.satisfied(
                    parsed.getChannelConfigPolicyReference().substring(CHANNEL.length()), signers);
        case TYPE_NOT_SET -> false;
      };
    } catch (InvalidProtocolBufferException unreadable) {
      return false;
    }
  }

  private boolean ofOrganisation(String mspId, List<Identity> signers) {
    return config.mspByGroup().entrySet().stream()
        .filter(group -> group.getValue().equals(mspId))
        .anyMatch(
            group -> config.satisfied("Application/" + group.getKey() + "/Endorsement", signers));
  }

  /** The validation parameter of a committed definition, null if there is none. */
  private ByteString definition(String chaincode) {
    var stored =
        state.get(new Space(LIFECYCLE, ""), "namespaces/fields/" + chaincode + "/ValidationInfo");
    if (stored == null) return null;
    try {
      var bytes = StateData.parseFrom(stored.value()).getBytes();
      return ChaincodeValidationInfo.parseFrom(bytes).getValidationParameter();
    } catch (InvalidProtocolBufferException unreadable) {
      return ByteString.EMPTY; // a policy that nobody satisfies
    }
  }
}
