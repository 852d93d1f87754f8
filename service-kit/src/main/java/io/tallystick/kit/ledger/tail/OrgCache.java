package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The handful of orgs, read once and again when the tail meets an org entry. */
@ApplicationScoped
class OrgCache implements Orgs {

  private final Transactions transactions;
  private volatile List<Org> orgs = List.of();

  OrgCache(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Org> byId(String orgId) {
    return find(org -> org.id().equals(orgId));
  }

  @Override
  public Optional<Org> byMsp(String mspId) {
    return find(org -> org.mspId().equals(mspId));
  }

  @Override
  public Optional<Org> byIssuer(String issuer) {
    return find(org -> org.issuer().equals(issuer));
  }

  @Override
  public List<Org> active() {
    if (orgs.isEmpty()) reload();
    return orgs.stream().filter(org -> org.status() == Org.Status.ACTIVE).toList();
  }

  /** Also what a replica does whose neighbour moved the tail. */
  void reload() {
    orgs = List.copyOf(transactions.inTransaction(TailTables::orgs));
  }

  private Optional<Org> find(Predicate<Org> wanted) {
    var found = orgs.stream().filter(wanted).findFirst();
    if (found.isPresent()) return found;
    reload();
    return orgs.stream().filter(wanted).findFirst();
  }
}
