package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerEntry.Proposals;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.OrgOperation.LeaveConsortium;
import io.tallystick.vocabulary.ledger.OrgOperation.RotateKeys;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Membership of the consortium: its founding, and what a member does for itself. */
public final class OrgRules {

  /**
   * The founding members, once. The founder has to be among them.
   *
   * @param agreed digest of the list that this endorser's institution has agreed on; absent, any
   *     list will do
   */
  public static Ruling bootstrap(
      BootstrapOrgs op, String founderMsp, Optional<String> agreed, Situation situation) {
    if (!situation.orgs().members().isEmpty()) {
      return refused(RefusalCode.ALREADY_BOOTSTRAPPED, "the consortium is founded");
    }
    if (op.orgs() == null || op.orgs().isEmpty() || !op.orgs().stream().allMatch(Shapes::isOrg)) {
      return refused(RefusalCode.MALFORMED, "a founding names its members, whole");
    }
    var members = op.orgs().stream().map(OrgRules::active).map(Member::of).toList();
    if (members.stream().map(Member::id).distinct().count() < members.size()
        || members.stream().map(Member::mspId).distinct().count() < members.size()) {
      return refused(RefusalCode.MALFORMED, "two orgs share an id or an MSP");
    }
    if (members.stream().noneMatch(member -> member.mspId().equals(founderMsp))) {
      return refused(RefusalCode.WRONG_ORG, "the founder is not among the founding orgs");
    }
    if (agreed.filter(digest -> !digest.equals(op.digest())).isPresent()) {
      return refused(RefusalCode.FOUNDING_DIFFERS, "another founding was agreed on");
    }
    var directory = new OrgDirectory(members);
    var policy = Endorsement.ofMajority(directory);
    var writes = new ArrayList<Write>();
    writes.add(new Write(LedgerKeys.DIRECTORY, directory, policy));
    writes.add(
        new Write(LedgerKeys.PROPOSALS, new Proposals(List.of(), 1, situation.now()), policy));
    for (var org : op.orgs()) writes.add(new Write(LedgerKeys.org(org.id()), active(org), policy));
    return new Ruling.Allowed(LedgerKeys.DIRECTORY, 1, List.copyOf(writes));
  }

  /** A member's own keys; a majority's peers endorse it, but nobody else decides. */
  public static Ruling rotate(RotateKeys op, Situation situation) {
    if (op.encryptionKey() == null && op.signingKey() == null) {
      return refused(RefusalCode.MALFORMED, "a rotation names a key");
    }
    boolean sound =
        Stream.of(op.encryptionKey(), op.signingKey())
            .filter(Objects::nonNull)
            .allMatch(Shapes::isKey);
    if (!sound) return refused(RefusalCode.MALFORMED, "a key is a point of P-256");
    return own(
        op.expectedVersion(),
        situation,
        (org, s) -> {
          var key = LedgerKeys.org(org.id());
          var next = Membership.withKeys(org, op.encryptionKey(), op.signingKey());
          return Ruling.allowed(key, next.version(), new Write(key, next, null));
        });
  }

  /** A member goes; its place in key policies stays empty until a majority names a successor. */
  public static Ruling leave(LeaveConsortium op, Situation situation) {
    return own(
        op.expectedVersion(),
        situation,
        (org, s) -> {
          var left = Membership.withStatus(org, Org.Status.LEFT);
          var writes = Membership.changed(left, s);
          return writes.isEmpty()
              ? refused(RefusalCode.WRONG_ORG, "the last member doesn't leave")
              : new Ruling.Allowed(LedgerKeys.org(org.id()), left.version(), writes);
        });
  }

  private static Ruling own(
      long expectedVersion, Situation situation, BiFunction<Org, Situation, Ruling> then) {
    var found = situation.entry(LedgerKeys.org(situation.caller().id()), Org.class);
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such member");
    return found.get().version() == expectedVersion
        ? then.apply(found.get(), situation)
        : refused(RefusalCode.STALE_VERSION, "the entry is at version " + found.get().version());
  }

  static Org active(Org org) {
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
