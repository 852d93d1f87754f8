package io.tallystick.chaincode.rules;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.ledger.LedgerEntry.Proposals;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change of one member writes: its entry, the directory, and who endorses both from then on.
 */
final class Membership {

  /**
   * @param changed the member's new entry; a member that the directory doesn't have yet joins
   * @return empty if nobody active would be left
   */
  static List<Write> changed(Org changed, Situation situation) {
    var members = new ArrayList<Member>();
    for (var member : situation.orgs().members()) {
      members.add(member.id().equals(changed.id()) ? Member.of(changed) : member);
    }
    if (situation.orgs().byId(changed.id()).isEmpty()) members.add(Member.of(changed));
    if (members.stream().noneMatch(Member::active)) return List.of();
    var directory = new OrgDirectory(members);
    var policy = Endorsement.ofMajority(directory);
    var writes = new ArrayList<Write>();
    writes.add(new Write(LedgerKeys.org(changed.id()), changed, policy));
    writes.add(new Write(LedgerKeys.DIRECTORY, directory, policy));
    for (var member : members) {
      if (member.id().equals(changed.id())) continue;
      var key = LedgerKeys.org(member.id());
      situation.entry(key, Org.class).ifPresent(org -> writes.add(new Write(key, org, policy)));
    }
    return List.copyOf(writes);
  }

  /** Whom the open proposals need from now on. */
  static byte[] policyAfter(List<Write> writes) {
    return writes.getFirst().policy();
  }

  static Org withStatus(Org org, Org.Status status) {
    return next(org, org.encryptionKey(), org.signingKey(), status, org.successor());
  }

  static Org withSuccessor(Org org, String successor) {
    return next(org, org.encryptionKey(), org.signingKey(), org.status(), successor);
  }

  /** An absent key stays. */
  static Org withKeys(Org org, PublicJwk encryption, PublicJwk signing) {
    return next(
        org,
        Optional.ofNullable(encryption).orElse(org.encryptionKey()),
        Optional.ofNullable(signing).orElse(org.signingKey()),
        org.status(),
        org.successor());
  }

  static Proposals proposals(Situation situation) {
    return situation
        .entry(LedgerKeys.PROPOSALS, Proposals.class)
        .orElse(new Proposals(List.of(), 0, situation.now()));
  }

  private static Org next(
      Org org, PublicJwk encryption, PublicJwk signing, Org.Status status, String successor) {
    return new Org(
        org.id(),
        org.mspId(),
        org.role(),
        encryption,
        signing,
        org.issuer(),
        org.endpoint(),
        status,
        org.version() + 1,
        successor);
  }

  private Membership() {}
}
