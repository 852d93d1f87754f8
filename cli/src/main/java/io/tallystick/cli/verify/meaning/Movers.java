package io.tallystick.cli.verify.meaning;

import io.tallystick.vocabulary.claim.ClaimLegality;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import io.tallystick.vocabulary.ledger.LedgerEntry.Reuse;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.org.Org;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether whoever submitted a transaction may create or move what it wrote. */
final class Movers {

  private final OrgDirectory orgs;
  private final String creatorMsp;

  Movers(OrgDirectory orgs, String creatorMsp) {
    this.orgs = orgs;
    this.creatorMsp = creatorMsp;
  }

  /**
   * @param before null for a new entry
   * @return what is wrong, in words
   */
  Optional<String> problem(Object before, Object after) {
    if (after.equals(before)) return Optional.empty();
    return switch (after) {
      case Claim claim when before == null -> unless(is(claim.provider()), "another submitted it");
      case Claim claim -> moved((Claim) before, claim);
      case Record record -> unless(is(record.custodian()), "another than its custodian did it");
      case Access access when before == null ->
          unless(is(access.custodian()), "another than its custodian decided it");
      // A revocation may be submitted by anybody: the signature guards it.
      case ConsentHead head when !head.revoked() ->
          unless(is(head.custodian()), "another than its custodian submitted it");
      case Reuse reuse -> unless(is(reuse.grantee()), "another than the recipient recorded it");
      default -> Optional.empty();
    };
  }

  private Optional<String> moved(Claim before, Claim after) {
    var step = ClaimLegality.step(before, after);
    if (step.isEmpty()) return Optional.empty(); // no transition at all, which is said elsewhere
    boolean allowed =
        parties(after).stream()
            .anyMatch(party -> ClaimLegality.mayBy(step.get(), before, party, after));
    return unless(allowed, step.get() + " isn't for " + creatorMsp);
  }

  /** A patient's appeal is submitted by the provider or the Authority. */
  private Set<Party> parties(Claim claim) {
    var parties = EnumSet.noneOf(Party.class);
    if (is(claim.provider())) parties.add(Party.PROVIDER);
    if (is(claim.payer())) parties.add(Party.PAYER);
    if (isAuthority()) parties.add(Party.AUTHORITY);
    boolean patients = claim.appeal() != null && claim.appeal().by() == Party.PATIENT;
    if (patients && (is(claim.provider()) || isAuthority())) parties.add(Party.PATIENT);
    return parties;
  }

  private boolean isAuthority() {
    return orgs.byMsp(creatorMsp).filter(org -> org.role() == Org.Role.AUTHORITY).isPresent();
  }

  private boolean is(String orgId) {
    return orgs.actingFor(orgId).filter(org -> org.mspId().equals(creatorMsp)).isPresent();
  }

  private static Optional<String> unless(boolean holds, String problem) {
    return holds ? Optional.empty() : Optional.of(problem);
  }
}
