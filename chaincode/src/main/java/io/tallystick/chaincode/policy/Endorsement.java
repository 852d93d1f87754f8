package io.tallystick.chaincode.policy;

import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * Whose peers must endorse the next write of a key, as Fabric's state-based endorsement wants it: a
 * {@code SignaturePolicyEnvelope} over principals {@code MSP.peer}. Every policy also yields to a
 * majority of the active members, or nobody could ever fill a departed one's place; what a majority
 * writes without an entry's parties, readers don't believe (docs/adr/0013).
 */
public final class Endorsement {

  private final List<String> mspIds = new ArrayList<>();

  /** Claim and bill keys: provider and payer, or the Authority and either of them. */
  public static byte[] ofClaim(Member provider, Member payer, OrgDirectory orgs) {
    var policy = new Endorsement();
    var both = policy.outOf(2, policy.peer(provider), policy.peer(payer));
    var either = policy.outOf(1, policy.peer(provider), policy.peer(payer));
    var ways = new ArrayList<SignaturePolicy>();
    ways.add(both);
    for (var authority : orgs.withRole(Org.Role.AUTHORITY)) {
      ways.add(policy.outOf(2, policy.peer(authority), either));
    }
    ways.add(policy.majority(orgs));
    return policy.envelope(policy.outOf(1, ways.toArray(SignaturePolicy[]::new)));
  }

  /** Record, access and free bill keys: their owner and any other member. */
  public static byte[] ofOwnerAndAnother(Member owner, OrgDirectory orgs) {
    var policy = new Endorsement();
    var others =
        orgs.members().stream()
            .filter(Member::active)
            .filter(member -> !member.equals(owner))
            .map(policy::peer)
            .toArray(SignaturePolicy[]::new);
    var ownersWay = policy.outOf(2, policy.peer(owner), policy.outOf(1, others));
    return policy.envelope(policy.outOf(1, ownersWay, policy.majority(orgs)));
  }

  /** What concerns membership: more than half of the active members. */
  public static byte[] ofMajority(OrgDirectory orgs) {
    var policy = new Endorsement();
    return policy.envelope(policy.majority(orgs));
  }

  private SignaturePolicy majority(OrgDirectory orgs) {
    var all =
        orgs.members().stream()
            .filter(Member::active)
            .map(this::peer)
            .toArray(SignaturePolicy[]::new);
    return outOf(orgs.majority(), all);
  }

  private SignaturePolicy peer(Member member) {
    int index = mspIds.indexOf(member.mspId());
    if (index < 0) {
      index = mspIds.size();
      mspIds.add(member.mspId());
    }
    return SignaturePolicy.newBuilder().setSignedBy(index).build();
  }

  private SignaturePolicy outOf(int n, SignaturePolicy... rules) {
    var nOutOf = SignaturePolicy.NOutOf.newBuilder().setN(n).addAllRules(List.of(rules));
    return SignaturePolicy.newBuilder().setNOutOf(nOutOf).build();
  }

  private byte[] envelope(SignaturePolicy rule) {
    var envelope = SignaturePolicyEnvelope.newBuilder().setVersion(0).setRule(rule);
    for (var mspId : mspIds) {
      var role = MSPRole.newBuilder().setMspIdentifier(mspId).setRole(MSPRole.MSPRoleType.PEER);
      envelope.addIdentities(
          MSPPrincipal.newBuilder()
              .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
              .setPrincipal(role.build().toByteString()));
    }
    return envelope.build().toByteArray();
  }
}
