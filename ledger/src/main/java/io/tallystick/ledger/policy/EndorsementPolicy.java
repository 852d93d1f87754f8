package io.tallystick.ledger.policy;

import io.tallystick.ledger.crypto.NodeRole;
import java.util.List;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Builds the signature policies that a ledger is configured with. */
public final class EndorsementPolicy {

  private EndorsementPolicy() {}

  /** So many of these organisations must sign, each by an identity of this role. */
  public static SignaturePolicyEnvelope outOf(int count, List<String> mspIds, NodeRole role) {
    var rules = SignaturePolicy.NOutOf.newBuilder().setN(count);
    var policy = SignaturePolicyEnvelope.newBuilder();
    for (var mspId : mspIds) {
      rules.addRules(SignaturePolicy.newBuilder().setSignedBy(policy.getIdentitiesCount()));
      policy.addIdentities(principal(mspId, MSPRole.MSPRoleType.valueOf(role.name())));
    }
    return policy.setRule(SignaturePolicy.newBuilder().setNOutOf(rules)).build();
  }

  /** Any identity of this organisation. */
  public static SignaturePolicyEnvelope member(String mspId) {
    return anyMember(List.of(mspId));
  }

  /** Any identity of one of these organisations. */
  public static SignaturePolicyEnvelope anyMember(List<String> mspIds) {
    var rules = SignaturePolicy.NOutOf.newBuilder().setN(1);
    var policy = SignaturePolicyEnvelope.newBuilder();
    for (var mspId : mspIds) {
      rules.addRules(SignaturePolicy.newBuilder().setSignedBy(policy.getIdentitiesCount()));
      policy.addIdentities(principal(mspId, MSPRole.MSPRoleType.MEMBER));
    }
    return policy.setRule(SignaturePolicy.newBuilder().setNOutOf(rules)).build();
  }

  private static MSPPrincipal principal(String mspId, MSPRole.MSPRoleType role) {
    return MSPPrincipal.newBuilder()
        .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
        .setPrincipal(
            MSPRole.newBuilder().setMspIdentifier(mspId).setRole(role).build().toByteString())
        .build();
  }
}
