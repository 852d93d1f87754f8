package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.RecordReuse;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Reuse;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.Optional;

/**
 * A hospital says that it used another's result instead of repeating the test. It can only say so
 * of what an access released to it, as long as it may keep that; what the result is stays between
 * the two (docs/adr/0018).
 */
public final class ReuseRules {

  public static Ruling record(RecordReuse op, Situation situation) {
    if (!Shapes.isId(op.reuseId()) || !Shapes.isId(op.accessId())) {
      return refused(RefusalCode.MALFORMED, "a reuse and its access have ids");
    }
    var access = situation.entry(LedgerKeys.access(op.accessId()), Access.class);
    if (access.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such access");
    return unborn(op, situation)
        .or(() -> notTheirs(access.get(), situation))
        .or(() -> notKept(access.get(), situation))
        .or(() -> notReleased(op, access.get(), situation.opening(Opening.Reuse.class)))
        .orElseGet(() -> recorded(op, access.get(), situation));
  }

  private static Optional<Ruling> unborn(RecordReuse op, Situation situation) {
    return situation.entry(LedgerKeys.reuse(op.reuseId()), Reuse.class).isPresent()
        ? refusal(RefusalCode.ALREADY_EXISTS, "this reuse is recorded")
        : Optional.empty();
  }

  private static Optional<Ruling> notTheirs(Access access, Situation situation) {
    if (!situation.actsFor(access.grantee())) {
      return refusal(RefusalCode.WRONG_ORG, "the recipient says what it reused");
    }
    return situation.caller().role() == Org.Role.HOSPITAL
        ? Optional.empty()
        : refusal(RefusalCode.WRONG_ROLE, "only who treats repeats tests, or doesn't");
  }

  /** What was withdrawn from the recipient is no longer its to use. */
  private static Optional<Ruling> notKept(Access access, Situation situation) {
    if (!access.permitted()) {
      return refusal(RefusalCode.STEP_NOT_ALLOWED_IN_STATE, "nothing was released");
    }
    if (access.receipt() != null) {
      return refusal(RefusalCode.STEP_NOT_ALLOWED_IN_STATE, "the recipient gave its receipt");
    }
    var head =
        access.headId() == null
            ? null
            : situation.entry(LedgerKeys.consent(access.headId()), ConsentHead.class).orElse(null);
    return access.owesReceipt(head, situation.now())
        ? refusal(RefusalCode.CONSENT_REVOKED, "the recipient owes a receipt for it")
        : Optional.empty();
  }

  private static Optional<Ruling> notReleased(
      RecordReuse op, Access access, Optional<Opening.Reuse> given) {
    if (given.isEmpty()) return refusal(RefusalCode.OPENING_MISSING, "no opening of the reuse");
    var opening = given.get();
    boolean opens =
        Shapes.isHash(op.commitment())
            && opening.statement() != null
            && opening.leaves() != null
            && new Commitment(op.commitment())
                .opensWith(opening.salt(), CanonicalJson.bytes(opening.statement()))
            && new Commitment(access.releaseCommitment())
                .opensWith(opening.releaseSalt(), CanonicalJson.bytes(opening.leaves()));
    boolean ofIt =
        opens
            && access.accessId().equals(opening.statement().accessId())
            && opening.leaves().contains(opening.statement().leaf());
    return ofIt
        ? Optional.empty()
        : refusal(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "this access released nothing like it");
  }

  private static Ruling recorded(RecordReuse op, Access access, Situation situation) {
    var entry =
        new Reuse(
            op.reuseId(),
            access.accessId(),
            access.custodian(),
            access.grantee(),
            op.commitment(),
            situation.now());
    var key = LedgerKeys.reuse(op.reuseId());
    var policy = Endorsement.ofOwnerAndAnother(situation.caller(), situation.orgs());
    return Ruling.allowed(key, 1, new Write(key, entry, policy));
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private ReuseRules() {}
}
