package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.org.Org;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose endorsement an entry can't do without (design §4). A key's first write meets the
 * chaincode's policy only, so every reader of a chain checks for itself.
 */
public final class EntryParties {

  private static final int ANY_TWO = 2;

  /**
   * @param endorserMsps whose valid signatures the transaction that wrote the entry carries
   * @param orgs who is who when it was written
   */
  public static boolean endorsed(Object entry, Set<String> endorserMsps, OrgDirectory orgs) {
    var by =
        orgs.members().stream()
            .filter(member -> endorserMsps.contains(member.mspId()))
            .collect(Collectors.toSet());
    return switch (entry) {
      case LedgerEntry.Record record -> withAnother(by, record.custodian(), orgs);
      case LedgerEntry.Access access when access.permitted() && access.version() == 1 ->
          has(by, access.custodian(), orgs) && has(by, access.grantee(), orgs);
      case LedgerEntry.Access access -> withAnother(by, access.custodian(), orgs);
      case LedgerEntry.Reuse reuse -> withAnother(by, reuse.grantee(), orgs);
      case LedgerEntry.Claim claim -> claim(by, claim, orgs);
      // The members' own entries come to be before there are members.
      case Org org -> endorserMsps.size() >= ANY_TWO;
      case OrgDirectory directory -> endorserMsps.size() >= ANY_TWO;
      case LedgerEntry.Proposals proposals -> endorserMsps.size() >= ANY_TWO;
      case LedgerEntry.Operation operation -> endorserMsps.size() >= ANY_TWO;
      default -> by.size() >= ANY_TWO;
    };
  }

  /**
   * Whose copy of the ledger holds an entry: records' roots and orgs are everybody's, claims,
   * consent heads and accesses their parties' and the Authority's, which sees receipts that are
   * missing.
   *
   * @param orgId whose copy it is
   * @param orgs who was who when the entry was written: a successor holds what is written since
   */
  public static boolean concern(Object entry, String orgId, OrgDirectory orgs) {
    boolean authority =
        orgs.byId(orgId).filter(member -> member.role() == Org.Role.AUTHORITY).isPresent();
    return switch (entry) {
      case Org org -> true;
      case LedgerEntry.Record record -> true;
      case LedgerEntry.ConsentHead head ->
          authority || isOneOf(orgId, orgs, head.custodian(), head.grantee());
      case LedgerEntry.Access access ->
          authority || isOneOf(orgId, orgs, access.custodian(), access.grantee());
      case LedgerEntry.Reuse reuse ->
          authority || isOneOf(orgId, orgs, reuse.custodian(), reuse.grantee());
      case LedgerEntry.Claim claim ->
          authority || isOneOf(orgId, orgs, claim.provider(), claim.payer());
      case LedgerEntry.Bill bill -> authority || isOneOf(orgId, orgs, bill.provider());
      default -> false;
    };
  }

  /** Whether an org is one of these, or has taken the place of one. */
  private static boolean isOneOf(String orgId, OrgDirectory orgs, String... parties) {
    return Stream.of(parties).map(orgs::actingIdFor).anyMatch(orgId::equals);
  }

  private static boolean claim(Set<Member> by, LedgerEntry.Claim claim, OrgDirectory orgs) {
    boolean provider = has(by, claim.provider(), orgs);
    boolean payer = has(by, claim.payer(), orgs);
    return provider && payer
        || (provider || payer)
            && by.size() >= ANY_TWO
            && by.stream().anyMatch(member -> member.role() == Org.Role.AUTHORITY);
  }

  private static boolean withAnother(Set<Member> by, String owner, OrgDirectory orgs) {
    return has(by, owner, orgs) && by.size() >= ANY_TWO;
  }

  private static boolean has(Set<Member> by, String orgId, OrgDirectory orgs) {
    return orgs.actingFor(orgId).filter(by::contains).isPresent();
  }

  private EntryParties() {}
}
