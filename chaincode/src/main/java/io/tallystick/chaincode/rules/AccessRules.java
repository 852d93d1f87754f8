package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Duties;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenyAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decisions on access, taken before a byte leaves. A permit is re-evaluated here from the opened
 * consents and the attributes of what is released; it reads the head, so that a revocation which
 * commits first invalidates it.
 */
public final class AccessRules {

  /** In which something is left to decide with what is released. */
  private static final Set<ClaimLifecycle.State> OPEN =
      EnumSet.of(
          ClaimLifecycle.State.SUBMITTED,
          ClaimLifecycle.State.PENDED,
          ClaimLifecycle.State.APPEALED);

  static final Duration LONGEST_PERMIT = Duration.ofSeconds(60);

  public static Ruling permit(PermitAccess op, Situation situation) {
    var head = situation.entry(LedgerKeys.consent(op.headId()), ConsentHead.class);
    var given = situation.opening(Opening.Release.class);
    if (!Shapes.isPurpose(op.purpose())) {
      return refused(RefusalCode.MALFORMED, "a permit has a purpose");
    }
    return parties(op.accessId(), op.grantee(), op.claimId(), true, situation)
        .or(() -> headHolds(op, head, situation))
        .or(() -> inTime(op, situation))
        .or(() -> opens(op, given, head.orElseThrow()))
        .or(() -> releasesOnlyWhatIsPermitted(op, given.orElseThrow(), situation))
        .orElseGet(() -> permitted(op, given.orElseThrow(), situation));
  }

  public static Ruling deny(DenyAccess op, Situation situation) {
    boolean headIsOne = op.headId() == null || Shapes.isId(op.headId());
    if (op.reason() == null || !Shapes.isPurpose(op.purpose()) || !headIsOne) {
      return refused(RefusalCode.MALFORMED, "a denial has a reason and a purpose");
    }
    return parties(op.accessId(), op.grantee(), op.claimId(), false, situation)
        .orElseGet(() -> denied(op, situation));
  }

  private static Optional<Ruling> parties(
      String accessId, String grantee, String claimId, boolean permits, Situation situation) {
    return unborn(accessId, grantee, situation)
        .or(
            () ->
                claimId == null ? Optional.empty() : ofClaim(claimId, grantee, permits, situation));
  }

  /** A custodian decides, for another member, once. */
  static Optional<Ruling> unborn(String accessId, String grantee, Situation situation) {
    if (!Shapes.isId(accessId)) return refusal(RefusalCode.MALFORMED, "an access has an id");
    var custodian = situation.caller();
    if (custodian.role() != Org.Role.HOSPITAL) {
      return refusal(RefusalCode.WRONG_ROLE, "a custodian decides on access");
    }
    if (situation.orgs().byId(grantee).isEmpty() || grantee.equals(custodian.id())) {
      return refusal(RefusalCode.UNKNOWN_ORG, "the grantee is not another member");
    }
    return situation.entry(LedgerKeys.access(accessId), LedgerEntry.Access.class).isPresent()
        ? refusal(RefusalCode.ALREADY_EXISTS, "this access is decided")
        : Optional.empty();
  }

  /**
   * Between the claim's provider and its payer, or the reviewer of its appeal; and only while there
   * is something left to decide.
   */
  private static Optional<Ruling> ofClaim(
      String claimId, String grantee, boolean permits, Situation situation) {
    var found = situation.entry(LedgerKeys.claim(claimId), LedgerEntry.Claim.class);
    if (found.isEmpty()) return refusal(RefusalCode.NOT_FOUND, "no such claim");
    var claim = found.get();
    if (!situation.actsFor(claim.provider())) {
      return refusal(RefusalCode.WRONG_ORG, "another provider's claim");
    }
    var member = situation.orgs().byId(grantee).orElseThrow();
    boolean payer = situation.orgs().actingFor(claim.payer()).filter(member::equals).isPresent();
    boolean reviewer =
        member.role() == Org.Role.AUTHORITY && claim.state() == ClaimLifecycle.State.APPEALED;
    if (!payer && !reviewer) {
      return refusal(RefusalCode.WRONG_ORG, "the grantee is not the claim's payer");
    }
    return !permits || OPEN.contains(claim.state())
        ? Optional.empty()
        : refusal(RefusalCode.STEP_NOT_ALLOWED_IN_STATE, "the claim is " + claim.state());
  }

  private static Optional<Ruling> headHolds(
      PermitAccess op, Optional<ConsentHead> found, Situation situation) {
    if (found.isEmpty()) return refusal(RefusalCode.NOT_FOUND, "no such consent");
    var head = found.get();
    if (!situation.actsFor(head.custodian()) || !head.grantee().equals(op.grantee())) {
      return refusal(RefusalCode.WRONG_ORG, "the consent is between others");
    }
    if (head.revoked()) return refusal(RefusalCode.CONSENT_REVOKED, "the consent is revoked");
    if (head.version() != op.headVersion()) {
      return refusal(RefusalCode.STALE_VERSION, "the consent is at version " + head.version());
    }
    var now = situation.now();
    return now.isBefore(head.notBefore()) || !now.isBefore(head.notAfter())
        ? refusal(RefusalCode.CONSENT_EXPIRED, "the consent does not hold now")
        : Optional.empty();
  }

  private static Optional<Ruling> inTime(PermitAccess op, Situation situation) {
    var now = situation.now();
    boolean short60 =
        op.notAfter() != null
            && op.notAfter().isAfter(now)
            && !op.notAfter().isAfter(now.plus(LONGEST_PERMIT));
    return short60
        ? Optional.empty()
        : refusal(RefusalCode.DEADLINE_OUT_OF_RANGE, "a permit lasts for 60 s at most");
  }

  private static Optional<Ruling> opens(
      PermitAccess op, Optional<Opening.Release> given, ConsentHead head) {
    if (given.isEmpty()) return refusal(RefusalCode.OPENING_MISSING, "no opening of the release");
    var opening = given.get();
    boolean opens =
        Shapes.isHash(op.releaseCommitment())
            && new Commitment(head.commitment())
                .opensWith(opening.salt(), CanonicalJson.bytes(opening.set()))
            && new Commitment(op.releaseCommitment())
                .opensWith(opening.releaseSalt(), CanonicalJson.bytes(opening.leaves()));
    return opens
        ? Optional.empty()
        : refusal(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the consents or the leaves differ");
  }

  private static Optional<Ruling> releasesOnlyWhatIsPermitted(
      PermitAccess op, Opening.Release given, Situation situation) {
    return ReleasedLeaves.fault(given, situation)
        .or(() -> Requesters.fault(op, given, situation))
        .or(() -> permittedLeaves(given, Requesters.request(op, given, situation)))
        .or(() -> termHasPassed(given, situation));
  }

  private static Optional<Ruling> termHasPassed(Opening.Release given, Situation situation) {
    var duties = Duties.of(given.leaves(), situation.now());
    boolean passed =
        duties != null && duties.eraseBy() != null && !duties.eraseBy().isAfter(situation.now());
    return passed
        ? refusal(RefusalCode.CONSENT_DOES_NOT_PERMIT, "a leaf would have to be erased by now")
        : Optional.empty();
  }

  /**
   * Each leaf is permitted, and released under exactly what its permit asks for. Whether a redacted
   * copy lacks what it should can't be seen here: only that it is marked as one.
   */
  private static Optional<Ruling> permittedLeaves(Opening.Release given, AccessRequest request) {
    for (var leaf : given.leaves()) {
      var decision = leaf.decidedBy(given.set(), request);
      if (!decision.permits()) {
        return refusal(RefusalCode.CONSENT_DOES_NOT_PERMIT, "a leaf is not permitted");
      }
      boolean redacts = decision.owed().stream().anyMatch(o -> o.duty() == Obligation.Duty.REDACT);
      if (!leaf.obligations().equals(decision.owed()) || redacts && !leaf.derived()) {
        return refusal(
            RefusalCode.CONSENT_DOES_NOT_PERMIT, "a leaf lacks what its permit asks for");
      }
    }
    return Optional.empty();
  }

  private static Ruling permitted(PermitAccess op, Opening.Release given, Situation situation) {
    return decided(
        new LedgerEntry.Access(
            op.accessId(),
            true,
            situation.caller().id(),
            op.grantee(),
            op.headId(),
            op.headVersion(),
            op.purpose(),
            op.claimId(),
            op.releaseCommitment(),
            null,
            op.notAfter(),
            situation.now(),
            1L,
            null,
            null,
            Duties.of(given.leaves(), situation.now()),
            Requesters.commitment(given)),
        situation);
  }

  private static Ruling denied(DenyAccess op, Situation situation) {
    return decided(
        new LedgerEntry.Access(
            op.accessId(),
            false,
            situation.caller().id(),
            op.grantee(),
            op.headId(),
            null,
            op.purpose(),
            op.claimId(),
            null,
            op.reason(),
            null,
            situation.now(),
            1L,
            null,
            null),
        situation);
  }

  static Ruling decided(LedgerEntry.Access access, Situation situation) {
    var key = LedgerKeys.access(access.accessId());
    var policy = Endorsement.ofOwnerAndAnother(situation.caller(), situation.orgs());
    return Ruling.allowed(key, 1, new Write(key, access, policy));
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private AccessRules() {}
}
