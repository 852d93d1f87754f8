package io.tallystick.ledger.policy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.identity.Identity;
import java.util.BitSet;
import java.util.List;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * Whether a set of signers satisfies a signature policy, as Fabric's cauthdsl decides it: a tree of
 * "n out of", every signer counted once, branches tried in order. Principals are roles of an
 * organisation; other kinds of principal are never satisfied.
 */
public final class PolicyEvaluation {

  // Deeper than any policy somebody writes; shallower than the stack.
  private static final int MAX_DEPTH = 64;

  private PolicyEvaluation() {}

  /** Signers must be distinct and their signatures checked. */
  public static boolean satisfied(SignaturePolicyEnvelope policy, List<Identity> signers) {
    return satisfied(policy.getRule(), policy.getIdentitiesList(), signers, new BitSet(), 0);
  }

  /**
   * As {@link #satisfied(SignaturePolicyEnvelope, List)}; unreadable bytes are a policy nobody
   * satisfies.
   */
  public static boolean satisfied(ByteString policy, List<Identity> signers) {
    try {
      return satisfied(SignaturePolicyEnvelope.parseFrom(policy), signers);
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static boolean satisfied(
      SignaturePolicy rule,
      List<MSPPrincipal> principals,
      List<Identity> signers,
      BitSet used,
      int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (rule.getTypeCase()) {
      case SIGNED_BY -> signedBy(rule.getSignedBy(), principals, signers, used);
      case N_OUT_OF -> nOutOf(rule.getNOutOf(), principals, signers, used, depth);
      case TYPE_NOT_SET -> false;
    };
  }

  private static boolean nOutOf(
      SignaturePolicy.NOutOf gate,
      List<MSPPrincipal> principals,
      List<Identity> signers,
      BitSet used,
      int depth) {
    var verified = 0;
    for (var rule : gate.getRulesList()) {
      var attempt = (BitSet) used.clone();
      if (satisfied(rule, principals, signers, attempt, depth + 1)) {
        verified++;
        used.clear();
        used.or(attempt);
      }
    }
    return verified >= gate.getN();
  }

  private static boolean signedBy(
      int index, List<MSPPrincipal> principals, List<Identity> signers, BitSet used) {
    if (index < 0 || index >= principals.size()) {
      return false;
    }
    for (var i = used.nextClearBit(0); i < signers.size(); i = used.nextClearBit(i + 1)) {
      if (is(signers.get(i), principals.get(index))) {
        used.set(i);
        return true;
      }
    }
    return false;
  }

  private static boolean is(Identity signer, MSPPrincipal principal) {
    if (principal.getPrincipalClassification() != MSPPrincipal.Classification.ROLE) {
      return false;
    }
    try {
      var role = MSPRole.parseFrom(principal.getPrincipal());
      return role.getMspIdentifier().equals(signer.mspId())
          && switch (role.getRole()) {
            case MEMBER -> true;
            case ADMIN -> signer.roles().contains(NodeRole.ADMIN);
            case CLIENT -> signer.roles().contains(NodeRole.CLIENT);
            case PEER -> signer.roles().contains(NodeRole.PEER);
            case ORDERER -> signer.roles().contains(NodeRole.ORDERER);
            case UNRECOGNIZED -> false;
          };
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
