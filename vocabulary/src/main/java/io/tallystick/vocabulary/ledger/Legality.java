package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.claim.ClaimLegality;
import io.tallystick.vocabulary.ledger.LedgerEntry.Proposal;
import io.tallystick.vocabulary.ledger.LedgerEntry.RecordState;
import io.tallystick.vocabulary.org.Org;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a contract can have turned one form of an entry into the next: for whoever reads a chain
 * without having executed it. Pure; knows nothing of signatures and endorsements.
 */
public final class Legality {

  private static final Set<String> RECORD_MOVES = Set.of("state", "supersededBy", "version", "at");
  private static final Set<String> REVOCATION =
      Set.of("revoked", "revokedVersion", "basis", "scan", "version", "at");
  private static final Set<String> AFTERWARDS = Set.of("breakGlass", "receipt", "version");
  private static final Set<String> LOCK = Set.of("claimId", "version");
  private static final Set<String> MEMBERSHIP =
      Set.of("encryptionKey", "signingKey", "status", "successor", "version");
  private static final Set<String> APPROVAL = Set.of("open", "version", "at");

  /**
   * @param previous the entry under the same key before, null if there was none
   * @param next what was written
   * @return what is wrong, in words; empty if nothing is. Writing the same again is never wrong: a
   *     key's policy may have changed
   */
  public static Optional<String> problem(Object previous, Object next) {
    if (next.equals(previous)) return Optional.empty();
    if (previous != null && previous.getClass() != next.getClass()) {
      return Optional.of("another kind of entry");
    }
    return switch (next) {
      case LedgerEntry.Claim claim -> ClaimLegality.problem((LedgerEntry.Claim) previous, claim);
      case LedgerEntry.Record record -> record((LedgerEntry.Record) previous, record);
      case LedgerEntry.ConsentHead head -> head((LedgerEntry.ConsentHead) previous, head);
      case LedgerEntry.Access access -> access((LedgerEntry.Access) previous, access);
      case LedgerEntry.Reuse reuse -> unless(previous == null, "a reuse is written once");
      case LedgerEntry.Bill bill -> bill((LedgerEntry.Bill) previous, bill);
      case LedgerEntry.Operation operation ->
          unless(previous == null, "an operation is written once");
      case LedgerEntry.Proposals all -> proposals((LedgerEntry.Proposals) previous, all);
      case Org org -> org((Org) previous, org);
      case OrgDirectory directory -> Optional.empty();
      default -> Optional.of("no entry of a contract");
    };
  }

  private static Optional<String> record(LedgerEntry.Record before, LedgerEntry.Record after) {
    if (before == null) {
      boolean born = after.version() == 1 && after.current() && after.supersededBy() == null;
      return unless(born, "a record is born published, at version 1");
    }
    var way = Transition.between(before, after);
    boolean on =
        before.current() && after.state() == RecordState.SUPERSEDED && after.supersededBy() != null
            || before.state() != RecordState.ERASED && after.state() == RecordState.ERASED;
    return way.problem(before.version(), after.version(), RECORD_MOVES)
        .or(() -> unless(on, "a record is superseded or erased, once"));
  }

  private static Optional<String> head(
      LedgerEntry.ConsentHead before, LedgerEntry.ConsentHead after) {
    if (after.revoked()) return revocation(before, after);
    return ConsentLegality.granted(before, after);
  }

  private static Optional<String> revocation(
      LedgerEntry.ConsentHead before, LedgerEntry.ConsentHead after) {
    if (before == null) return Optional.of("a consent head is born in force");
    boolean ended =
        !before.revoked() && Long.valueOf(after.version()).equals(after.revokedVersion());
    return Transition.between(before, after)
        .problem(before.version(), after.version(), REVOCATION)
        .or(() -> unless(ended, "a revocation ends a head in force"))
        .or(() -> ConsentLegality.scanned(after));
  }

  private static Optional<String> access(LedgerEntry.Access before, LedgerEntry.Access after) {
    if (before == null) {
      boolean decided =
          after.permitted()
              ? after.reason() == null && after.releaseCommitment() != null
              : after.reason() != null && after.releaseCommitment() == null;
      boolean onGround =
          !after.permitted()
              || (after.headId() != null && after.notAfter() != null)
                  == (after.breakGlass() == null);
      boolean fresh =
          after.version() == 1
              && after.receipt() == null
              && (after.breakGlass() == null || after.breakGlass().review() == null);
      return unless(decided && onGround && fresh, "no decision on access is born like this");
    }
    boolean receipt = !Objects.equals(before.receipt(), after.receipt());
    boolean review = !Objects.equals(before.breakGlass(), after.breakGlass());
    return Transition.between(before, after)
        .problem(before.version(), after.version(), AFTERWARDS)
        .or(
            () ->
                unless(
                    before.permitted() && receipt != review,
                    "a review or a receipt, one at a time"));
  }

  private static Optional<String> bill(LedgerEntry.Bill before, LedgerEntry.Bill after) {
    if (before == null) {
      return unless(
          after.version() == 1 && after.claimId() != null, "a bill is born locked, at version 1");
    }
    return Transition.between(before, after).problem(before.version(), after.version(), LOCK);
  }

  private static Optional<String> proposals(
      LedgerEntry.Proposals before, LedgerEntry.Proposals after) {
    if (before == null) {
      return unless(
          after.version() == 1 && after.open().isEmpty(), "no proposal is there at first");
    }
    var known = before.open().stream().collect(Collectors.toMap(Proposal::proposalId, p -> p));
    long moved =
        after.open().stream()
            .filter(p -> !p.equals(known.get(p.proposalId())))
            .filter(p -> follows(known.get(p.proposalId()), p))
            .count();
    long kept = after.open().stream().filter(p -> p.equals(known.get(p.proposalId()))).count();
    boolean onward = moved <= 1 && moved + kept == after.open().size();
    return Transition.between(before, after)
        .problem(before.version(), after.version(), APPROVAL)
        .or(() -> unless(onward, "one proposal or one approval more"));
  }

  private static boolean follows(Proposal before, Proposal after) {
    // An expired one may be proposed anew under its id.
    boolean fresh = after.approvedBy().size() == 1;
    if (before == null || fresh) return fresh;
    return after.approvedBy().size() == before.approvedBy().size() + 1
        && after.approvedBy().containsAll(before.approvedBy())
        && after.change().equals(before.change())
        && after.until().equals(before.until());
  }

  private static Optional<String> org(Org before, Org after) {
    if (before == null) {
      return unless(
          after.version() == 1 && after.status() == Org.Status.ACTIVE,
          "a member is born active, at version 1");
    }
    return Transition.between(before, after)
        .problem(before.version(), after.version(), MEMBERSHIP)
        .or(
            () ->
                unless(
                    before.status() != Org.Status.LEFT || after.status() == Org.Status.LEFT,
                    "who left doesn't come back"));
  }

  private static Optional<String> unless(boolean holds, String problem) {
    return holds ? Optional.empty() : Optional.of(problem);
  }

  private Legality() {}
}
