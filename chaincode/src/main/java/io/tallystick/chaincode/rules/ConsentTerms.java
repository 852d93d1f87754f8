package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ConsentOperation.RecordPaperConsent;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What every new version of a head has to be, signed by a key or on paper. */
record ConsentTerms(
    String headId,
    long version,
    String custodian,
    String grantee,
    String commitment,
    Instant notBefore,
    Instant notAfter) {

  static final Duration LONGEST_VALIDITY = Duration.ofDays(366);

  static ConsentTerms of(ChangeConsent op) {
    return new ConsentTerms(
        op.headId(),
        op.version(),
        op.custodian(),
        op.grantee(),
        op.commitment(),
        op.notBefore(),
        op.notAfter());
  }

  static ConsentTerms of(RecordPaperConsent op) {
    return new ConsentTerms(
        op.headId(),
        op.version(),
        op.custodian(),
        op.grantee(),
        op.commitment(),
        op.notBefore(),
        op.notAfter());
  }

  /**
   * Why it can't be the head's next version.
   *
   * @param head absent for a new one
   */
  Optional<Ruling> problem(Optional<ConsentHead> head, Situation situation) {
    return parties(situation).or(() -> validity(situation.now())).or(() -> continuation(head));
  }

  private Optional<Ruling> parties(Situation situation) {
    var caller = situation.caller();
    if (caller.role() != Org.Role.HOSPITAL || !caller.id().equals(custodian)) {
      return refusal(RefusalCode.WRONG_ORG, "the custodian submits a change of consent");
    }
    if (!Shapes.isId(headId)) return refusal(RefusalCode.MALFORMED, "a head has an id");
    return situation.orgs().byId(grantee).isEmpty() || grantee.equals(custodian)
        ? refusal(RefusalCode.UNKNOWN_ORG, "the grantee is not another member")
        : Optional.empty();
  }

  private Optional<Ruling> validity(Instant now) {
    boolean sane =
        notBefore != null
            && notAfter != null
            && notBefore.isBefore(notAfter)
            && now.isBefore(notAfter)
            && Duration.between(notBefore, notAfter).compareTo(LONGEST_VALIDITY) <= 0;
    return unless(sane, RefusalCode.VALIDITY_OUT_OF_RANGE, "a consent holds for a year at most");
  }

  private Optional<Ruling> continuation(Optional<ConsentHead> head) {
    long next = head.map(h -> h.version() + 1).orElse(1L);
    if (version != next) {
      return refusal(RefusalCode.STALE_VERSION, "the head's next version is " + next);
    }
    boolean same =
        head.isEmpty()
            || head.get().custodian().equals(custodian) && head.get().grantee().equals(grantee);
    return unless(same, RefusalCode.WRONG_ORG, "a head stays with its two parties");
  }

  /** Whether these are the statements it commits to, none of which outlives it. */
  Optional<Ruling> unopened(byte[] salt, ConsentSet set) {
    boolean same =
        set != null
            && headId.equals(set.headId())
            && custodian.equals(set.custodian())
            && grantee.equals(set.grantee())
            && Shapes.isHash(commitment)
            && new Commitment(commitment).opensWith(salt, CanonicalJson.bytes(set));
    if (!same) return refusal(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the statements differ");
    return unless(
        set.statements().stream().allMatch(this::outlasts),
        RefusalCode.VALIDITY_OUT_OF_RANGE,
        "a statement outlives its head");
  }

  private boolean outlasts(ConsentStatement statement) {
    return statement.notBefore() != null
        && statement.notAfter() != null
        && !statement.notBefore().isBefore(notBefore)
        && !statement.notAfter().isAfter(notAfter);
  }

  static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  static Optional<Ruling> unless(boolean holds, RefusalCode code, String detail) {
    return holds ? Optional.empty() : refusal(code, detail);
  }
}
