package io.tallystick.cli.verify.chain;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.policy.PolicyEvaluation;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * One configuration of the channel, in force until a later block brings another.
 *
 * @param applicationMsps who proposes and endorses
 * @param ordererMsps who orders
 * @param mspByGroup MSP id by the name of the application organisation's group
 * @param consenters the numbered orderers of a BFT channel; empty for Raft and the dev ledger
 */
record ChannelConfig(
    long sequence,
    ConfigGroup root,
    List<String> applicationMsps,
    List<String> ordererMsps,
    Map<String, String> mspByGroup,
    Members members,
    List<Consenter> consenters) {

  private static final int DEEPEST = 16;

  /**
   * Whether signers satisfy a policy of this configuration, e.g. {@code Application/Endorsement}.
   */
  boolean satisfied(String path, List<Identity> signers) {
    var group = root;
    var names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      group = group.getGroupsMap().get(names[i]);
      if (group == null) return false;
    }
    return satisfied(group, names[names.length - 1], signers, 0);
  }

  private static boolean satisfied(
      ConfigGroup group, String name, List<Identity> signers, int depth) {
    var found = group.getPoliciesMap().get(name);
    if (found == null || depth > DEEPEST) return false;
    try {
      var policy = found.getPolicy();
      return switch (Policy.PolicyType.forNumber(policy.getType())) {
        case SIGNATURE ->
            PolicyEvaluation.satisfied(
                SignaturePolicyEnvelope.parseFrom(policy.getValue()), signers);
        case IMPLICIT_META ->
            satisfied(group, ImplicitMetaPolicy.parseFrom(policy.getValue()), signers, depth + 1);
        case null, default -> false;
      };
    } catch (InvalidProtocolBufferException unreadable) {
      return false;
    }
  }

  /** Fabric's policies.implicitmeta: so many of the subgroups' policies of that name. */
  private static boolean satisfied(
      ConfigGroup group, ImplicitMetaPolicy policy, List<Identity> signers, int depth) {
    var below = group.getGroupsMap().values();
    long holding =
        below.stream().filter(g -> satisfied(g, policy.getSubPolicy(), signers, depth)).count();
    return switch (policy.getRule()) {
      case ANY -> holding >= 1 || below.isEmpty();
      case ALL -> holding == below.size();
      case MAJORITY -> holding >= below.size() / 2 + 1;
      case UNRECOGNIZED -> false;
    };
  }
}
