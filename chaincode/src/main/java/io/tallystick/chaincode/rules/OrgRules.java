package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;

/** Membership of the consortium. */
public final class OrgRules {

  /** The founding members, once. The founder has to be among them. */
  public static Ruling bootstrap(BootstrapOrgs op, String founderMsp, Situation situation) {
    if (!situation.orgs().members().isEmpty()) {
      return refused(RefusalCode.ALREADY_BOOTSTRAPPED, "the consortium is founded");
    }
    var members = op.orgs().stream().map(OrgRules::member).toList();
    if (members.stream().map(Member::id).distinct().count() < members.size()
        || members.stream().map(Member::mspId).distinct().count() < members.size()) {
      return refused(RefusalCode.MALFORMED, "two orgs share an id or an MSP");
    }
    if (members.stream().noneMatch(member -> member.mspId().equals(founderMsp))) {
      return refused(RefusalCode.WRONG_ORG, "the founder is not among the founding orgs");
    }
    var writes = new ArrayList<Write>();
    var directory = new OrgDirectory(members);
    var policy = Endorsement.ofMajority(directory);
    writes.add(new Write(LedgerKeys.DIRECTORY, directory, policy));
    for (var org : op.orgs()) writes.add(new Write(LedgerKeys.org(org.id()), active(org), policy));
    return new Ruling.Allowed(LedgerKeys.DIRECTORY, 1, List.copyOf(writes));
  }

  private static Member member(Org org) {
    return new Member(org.id(), org.mspId(), org.role(), Org.Status.ACTIVE, null);
  }

  private static Org active(Org org) {
    return new Org(
        org.id(),
        org.mspId(),
        org.role(),
        org.encryptionKey(),
        org.signingKey(),
        org.issuer(),
        org.endpoint(),
        Org.Status.ACTIVE,
        1);
  }

  private OrgRules() {}
}
