package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.tail.ChainBlock.ValidTransaction;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.EntryParties;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Legality;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.org.Org;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose business an entry is, and whose endorsement it can't do without (design §4): a key's first
 * write meets the chaincode's policy only, so every reader checks for itself.
 */
final class Parties {

  private static final int ANY_TWO = 2;

  private final String ownOrg;
  private final Map<String, Org> byMsp = new HashMap<>();
  private OrgDirectory directory = new OrgDirectory(List.of());

  Parties(String ownOrg, Collection<Org> orgs) {
    this.ownOrg = ownOrg;
    orgs.forEach(this::learn);
  }

  void learn(Org org) {
    byMsp.put(org.mspId(), org);
    directory = new OrgDirectory(byMsp.values().stream().map(OrgDirectory.Member::of).toList());
  }

  boolean concern(Object entry) {
    return EntryParties.concern(entry, ownOrg, directory);
  }

  /**
   * A ledger drops bad endorsements and asks whether the good ones suffice, so a valid transaction
   * may name an org that never signed. Two good ones are what the chaincode's policy wants: where
   * there are just two, both are good; of more, nobody can tell which, and none counts.
   *
   * @param transaction that wrote the entry
   */
  boolean endorsed(Object entry, ValidTransaction transaction) {
    if (entry instanceof Org org) return membership(org, transaction);
    if (transaction.endorsements() != ANY_TWO) return false;
    var by =
        transaction.endorserMsps().stream()
            .filter(byMsp::containsKey)
            .map(msp -> byMsp.get(msp).id())
            .collect(Collectors.toSet());
    return switch (entry) {
      case LedgerEntry.Record record -> withAnother(by, acting(record.custodian()));
      case LedgerEntry.Access access when access.permitted() && access.version() == 1 ->
          by.contains(access.custodian()) && by.contains(access.grantee());
      case LedgerEntry.Access access -> withAnother(by, acting(access.custodian()));
      case LedgerEntry.Reuse reuse -> withAnother(by, acting(reuse.grantee()));
      case LedgerEntry.Claim claim -> claim(by, acting(claim.provider()), acting(claim.payer()));
      default -> by.size() >= ANY_TWO;
    };
  }

  /**
   * The first orgs vouch for each other: nobody is known before them. Later the own peer has
   * checked that a majority endorsed what it let pass: a known org's key has had that policy since
   * its first write, and a new one comes with the directory, which has it too.
   */
  private boolean membership(Org org, ValidTransaction transaction) {
    int endorsers = transaction.endorserMsps().size();
    if (byMsp.isEmpty()) return endorsers >= ANY_TWO;
    if (endorsers < majority()) return false;
    var known = byMsp.values().stream().filter(o -> o.id().equals(org.id())).findFirst();
    return known.isPresent()
        ? Legality.problem(known.get(), org).isEmpty()
        : Legality.problem(null, org).isEmpty() && isListed(org, transaction);
  }

  private static boolean isListed(Org org, ValidTransaction transaction) {
    try {
      var directory = transaction.writes().get(LedgerKeys.DIRECTORY);
      return directory != null
          && CanonicalJson.read(directory, OrgDirectory.class)
              .members()
              .contains(OrgDirectory.Member.of(org));
    } catch (CanonicalJson.MalformedJson noDirectory) {
      return false;
    }
  }

  private long majority() {
    return byMsp.values().stream().filter(o -> o.status() == Org.Status.ACTIVE).count() / 2 + 1;
  }

  private String acting(String orgId) {
    return directory.actingIdFor(orgId);
  }

  private boolean claim(Set<String> by, String provider, String payer) {
    boolean either = by.contains(provider) || by.contains(payer);
    boolean both = by.contains(provider) && by.contains(payer);
    return both || either && by.stream().anyMatch(this::isAuthority);
  }

  private static boolean withAnother(Set<String> by, String owner) {
    return by.contains(owner) && by.size() >= ANY_TWO;
  }

  private boolean isAuthority(String orgId) {
    return directory.byId(orgId).filter(org -> org.role() == Org.Role.AUTHORITY).isPresent();
  }
}
