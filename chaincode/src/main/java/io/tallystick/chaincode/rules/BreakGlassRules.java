package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.ReportBreakGlass;
import io.tallystick.vocabulary.ledger.AccessOperation.ReviewAccess;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.BreakGlass;
import io.tallystick.vocabulary.ledger.LedgerEntry.Review;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Break-glass: a release in an emergency needs neither consent nor ledger. It is told afterwards,
 * stays marked, and owes a review by somebody who didn't receive it.
 */
public final class BreakGlassRules {

  /** HL7 v3 ActReason: emergency treatment; break the glass. */
  private static final Set<String> PURPOSES = Set.of("ETREAT", "BTG");

  static final Duration LATEST_REPORT = Duration.ofDays(7);
  static final Duration REVIEW = Duration.ofDays(14);

  public static Ruling report(ReportBreakGlass op, Situation situation) {
    return AccessRules.unborn(op.accessId(), op.grantee(), situation)
        .or(() -> emergency(op, situation))
        .or(() -> opened(op, situation))
        .orElseGet(() -> reported(op, situation));
  }

  /** By the custodian or the Authority, once; late is allowed, and can be seen. */
  public static Ruling review(ReviewAccess op, Situation situation) {
    var found = situation.entry(LedgerKeys.access(op.accessId()), Access.class);
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such access");
    var access = found.get();
    boolean reviewer =
        situation.actsFor(access.custodian()) || situation.caller().role() == Org.Role.AUTHORITY;
    if (!reviewer) return refused(RefusalCode.WRONG_ORG, "the custodian or the Authority reviews");
    if (access.version() != op.expectedVersion()) {
      return refused(RefusalCode.STALE_VERSION, "the access is at version " + access.version());
    }
    if (access.breakGlass() == null || access.breakGlass().review() != null) {
      return refused(RefusalCode.STEP_NOT_ALLOWED_IN_STATE, "no review is owed");
    }
    if (op.verdict() == null) return refused(RefusalCode.MALFORMED, "a review has a verdict");
    return Documents.unopened(op.commitment(), situation.opening(Opening.Document.class))
        .orElseGet(() -> reviewed(op, access, situation));
  }

  private static Optional<Ruling> emergency(ReportBreakGlass op, Situation situation) {
    if (situation.orgs().byId(op.grantee()).orElseThrow().role() != Org.Role.HOSPITAL) {
      return refusal(RefusalCode.WRONG_ROLE, "break-glass serves treatment at a hospital");
    }
    if (op.purpose() == null || !PURPOSES.contains(op.purpose())) {
      return refusal(RefusalCode.MALFORMED, "break-glass is for " + PURPOSES);
    }
    return inTime(op.releasedAt(), situation.now())
        ? Optional.empty()
        : refusal(RefusalCode.DEADLINE_OUT_OF_RANGE, "told within 7 days, and not beforehand");
  }

  private static boolean inTime(Instant releasedAt, Instant now) {
    return releasedAt != null
        && !releasedAt.isAfter(now)
        && !releasedAt.isBefore(now.minus(LATEST_REPORT));
  }

  private static Optional<Ruling> opened(ReportBreakGlass op, Situation situation) {
    var given = situation.opening(Opening.Release.class);
    if (given.isEmpty()) return refusal(RefusalCode.OPENING_MISSING, "no opening of the release");
    boolean opens =
        Shapes.isHash(op.releaseCommitment())
            && given.get().leaves() != null
            && new Commitment(op.releaseCommitment())
                .opensWith(given.get().releaseSalt(), CanonicalJson.bytes(given.get().leaves()));
    return opens
        ? ReleasedLeaves.fault(given.get(), situation)
        : refusal(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the leaves differ");
  }

  private static Ruling reported(ReportBreakGlass op, Situation situation) {
    return AccessRules.decided(
        new Access(
            op.accessId(),
            true,
            situation.caller().id(),
            op.grantee(),
            null,
            null,
            op.purpose(),
            null,
            op.releaseCommitment(),
            null,
            null,
            situation.now(),
            1L,
            new BreakGlass(op.releasedAt(), op.releasedAt().plus(REVIEW), null),
            null),
        situation);
  }

  private static Ruling reviewed(ReviewAccess op, Access access, Situation situation) {
    var review =
        new Review(op.verdict(), situation.caller().id(), op.commitment(), situation.now());
    var glass = access.breakGlass();
    var next = access.reviewed(new BreakGlass(glass.releasedAt(), glass.reviewBy(), review));
    var key = LedgerKeys.access(access.accessId());
    return Ruling.allowed(key, next.version(), new Write(key, next, null));
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private BreakGlassRules() {}
}
