package io.tallystick.vocabulary.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.tallystick.vocabulary.claim.ClaimDeadlines;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.org.OrgChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What the world state holds, as canonical JSON, beside {@link io.tallystick.vocabulary.org.Org}.
 * Times are the transaction's. Versions count from 1.
 */
public sealed interface LedgerEntry {

  /**
   * @param state absent stands for PUBLISHED
   * @param supersedes the record that this one corrects
   * @param supersededBy the record that corrects this one
   */
  record Record(
      String recordId,
      String custodian,
      String root,
      int leaves,
      long version,
      Instant at,
      RecordState state,
      String supersedes,
      String supersededBy)
      implements LedgerEntry {

    /** Whether something may be released from it. */
    public boolean current() {
      return state == null || state == RecordState.PUBLISHED;
    }
  }

  /** ERASED: its content and salts are gone, so that nobody can open the root any more. */
  enum RecordState {
    PUBLISHED,
    SUPERSEDED,
    ERASED
  }

  /**
   * @param keyCommitment absent for a consent on paper that no key has taken over yet
   * @param basis {@link #PATIENT_KEY}, {@link #CUSTODIAN_ATTESTED} or {@link #PAPER}: on what this
   *     version rests
   * @param revokedVersion the last version that was a revocation: every access under an earlier one
   *     owes a receipt
   * @param keyVersion how many keys the head has had, absent for one or none: a successor is the
   *     custodian's word, and everybody can see that there was one
   * @param scan commitment to the scan, present exactly if this version rests on paper
   */
  record ConsentHead(
      String headId,
      String custodian,
      String grantee,
      long version,
      String commitment,
      String keyCommitment,
      Instant notBefore,
      Instant notAfter,
      boolean revoked,
      String basis,
      Instant at,
      Long revokedVersion,
      Long keyVersion,
      String scan)
      implements LedgerEntry {

    /** Signed by the patient's key, or a representative's. */
    public static final String PATIENT_KEY = "patient-key";

    /** Revoked by the custodian, for a patient whose key is lost. */
    public static final String CUSTODIAN_ATTESTED = "custodian-attested";

    /** On paper, as the custodian recorded it. */
    public static final String PAPER = "paper";

    /** How many keys it has had; 1 also for none. */
    public long keys() {
      return keyVersion == null ? 1 : keyVersion;
    }

    public boolean onPaper() {
      return PAPER.equals(basis);
    }
  }

  /**
   * @param at when it was decided; a review or receipt later has its own time
   * @param version absent stands for 1
   * @param breakGlass present where no consent was asked
   * @param duties what the consent asks of the recipient for all that was released; absent if
   *     nothing
   * @param requester commitment, under the release's salt, to the grantee's {@link
   *     io.tallystick.vocabulary.consent.RequesterAssertion} that the permit was decided by; absent
   *     if it gave none
   */
  record Access(
      String accessId,
      boolean permitted,
      String custodian,
      String grantee,
      String headId,
      Long headVersion,
      String purpose,
      String claimId,
      String releaseCommitment,
      DenialReason reason,
      Instant notAfter,
      Instant at,
      Long version,
      BreakGlass breakGlass,
      Receipt receipt,
      Duties duties,
      String requester)
      implements LedgerEntry {

    @JsonCreator
    public Access {
      if (version == null) version = 1L;
    }

    /** One that obliges to nothing, and nothing is told of who asked within the grantee. */
    public Access(
        String accessId,
        boolean permitted,
        String custodian,
        String grantee,
        String headId,
        Long headVersion,
        String purpose,
        String claimId,
        String releaseCommitment,
        DenialReason reason,
        Instant notAfter,
        Instant at,
        Long version,
        BreakGlass breakGlass,
        Receipt receipt) {
      this(
          accessId,
          permitted,
          custodian,
          grantee,
          headId,
          headVersion,
          purpose,
          claimId,
          releaseCommitment,
          reason,
          notAfter,
          at,
          version,
          breakGlass,
          receipt,
          null,
          null);
    }

    /**
     * Whether the grantee has to say what became of the content: after a revocation of the head
     * that it rested on, or a break-glass that wasn't justified, until it is erased.
     *
     * @param head null if the access rests on none
     */
    public boolean owesReceipt(ConsentHead head) {
      boolean revoked =
          head != null
              && headVersion != null
              && head.revokedVersion() != null
              && headVersion < head.revokedVersion();
      boolean unjustified =
          breakGlass != null
              && breakGlass.review() != null
              && breakGlass.review().verdict() == Verdict.UNJUSTIFIED;
      return permitted && !erased() && (revoked || unjustified);
    }

    /** The same, or the term that the consent set for it is over. */
    public boolean owesReceipt(ConsentHead head, Instant now) {
      return owesReceipt(head) || permitted && !erased() && termOver(now);
    }

    /** Whether the recipient may say that it erased it, before it has to. */
    public boolean mayTellErasure() {
      return permitted && !erased() && eraseBy() != null;
    }

    /** When the consent's term for it ends; null if it set none. */
    public Instant eraseBy() {
      return duties == null ? null : duties.eraseBy();
    }

    public boolean termOver(Instant now) {
      return eraseBy() != null && !now.isBefore(eraseBy());
    }

    /** Whether the recipient must not pass any of it on. */
    public boolean noRedisclosure() {
      return duties != null && Boolean.TRUE.equals(duties.noRedisclosure());
    }

    private boolean erased() {
      return receipt != null && receipt.disposition() == Disposition.ERASED;
    }

    public Access withReceipt(Receipt given) {
      return next(breakGlass, given);
    }

    public Access reviewed(BreakGlass review) {
      return next(review, receipt);
    }

    private Access next(BreakGlass glass, Receipt given) {
      return new Access(
          accessId,
          permitted,
          custodian,
          grantee,
          headId,
          headVersion,
          purpose,
          claimId,
          releaseCommitment,
          reason,
          notAfter,
          at,
          version + 1,
          glass,
          given,
          duties,
          requester);
    }
  }

  /**
   * What every recipient of a release, and everybody who answers for it, can read on the ledger. A
   * release is one thing here: the strictest duty of any of its leaves is that of all.
   *
   * @param eraseBy by when the recipient has erased it; absent if no leaf has a term
   * @param noRedisclosure absent stands for no
   */
  record Duties(Instant eraseBy, Boolean noRedisclosure) {

    /**
     * @param decided when, by the transaction's clock
     * @return null if the leaves oblige to nothing of this
     */
    public static Duties of(List<ReleasedLeaf> leaves, Instant decided) {
      var all = leaves.stream().flatMap(leaf -> leaf.obligations().stream()).toList();
      var eraseBy =
          all.stream()
              .flatMap(duty -> duty.eraseBy(decided).stream())
              .min(Comparator.naturalOrder())
              .orElse(null);
      boolean toKeep = all.stream().anyMatch(d -> d.duty() == Obligation.Duty.NO_REDISCLOSURE);
      return eraseBy == null && !toKeep ? null : new Duties(eraseBy, toKeep ? true : null);
    }
  }

  /**
   * A release in an emergency, told afterwards.
   *
   * @param reviewBy until when somebody other than the grantee has to say whether it was justified
   */
  record BreakGlass(Instant releasedAt, Instant reviewBy, Review review) {

    /** Nothing fires by itself: readers see that nobody has reviewed it in time. */
    public boolean overdue(Instant now) {
      return review == null && now.isAfter(reviewBy);
    }
  }

  /**
   * @param by the custodian or the Authority
   * @param commitment to the review's document
   */
  record Review(Verdict verdict, String by, String commitment, Instant at) {}

  enum Verdict {
    JUSTIFIED,
    UNJUSTIFIED
  }

  /**
   * What became of released content after a revocation.
   *
   * @param ground and {@code until} only where it is retained
   */
  record Receipt(Disposition disposition, RetentionGround ground, Instant until, Instant at) {}

  enum Disposition {
    ERASED,
    RETAINED
  }

  /** GDPR Art. 17 (3) (b), (e); a claim that isn't final is settled on what it was decided by. */
  enum RetentionGround {
    LEGAL_OBLIGATION,
    LEGAL_CLAIMS,
    CLAIM_IN_PROGRESS
  }

  /**
   * @param deadline of a pended claim, for the provider's answer; for all others see {@link
   *     #position()}
   * @param preauthorizationId the decided preauthorization or predetermination it rests on
   * @param replacesClaimId the earlier claim of the same bill that it takes the place of
   * @param decidedAt the last adjudication
   * @param appeal the last one, also after its decision
   * @param settlement the last one
   * @param voidAskedAt when the provider asked the payer to reverse
   * @param proofCommitment to the {@link io.tallystick.vocabulary.claim.AdjudicationProof}
   */
  record Claim(
      String claimId,
      String provider,
      String payer,
      String use,
      ClaimLifecycle.State state,
      long version,
      String commitment,
      String billHash,
      String primaryClaimId,
      PendReason pendReason,
      Instant deadline,
      String answerCommitment,
      String adjudicationCommitment,
      AdjudicationOutcome outcome,
      List<String> reasonCodes,
      Instant submittedAt,
      Instant at,
      String preauthorizationId,
      String replacesClaimId,
      Instant decidedAt,
      Appeal appeal,
      Settlement settlement,
      Instant voidAskedAt,
      String reversalCommitment,
      String proofCommitment)
      implements LedgerEntry {

    /** The one use that locks a bill and is settled. */
    public static final String CLAIM = "claim";

    /** What the lifecycle looks at. */
    public ClaimLifecycle.Position position() {
      int level = appeal == null ? 0 : appeal.level();
      var payment = settlement == null ? null : settlement.payment();
      var since =
          new ClaimDeadlines.Since(
              at,
              deadline,
              decidedAt,
              appeal == null ? null : appeal.at(),
              settlement == null ? null : settlement.at());
      boolean ofClaim = CLAIM.equals(use);
      return new ClaimLifecycle.Position(
          state,
          version,
          ofClaim,
          level,
          payment,
          voidAskedAt != null,
          ClaimDeadlines.in(state, level, ofClaim, payment, since));
    }
  }

  /**
   * @param level 1: decided by the payer, 2: by the Authority
   * @param by AUTHORITY where a deadline lapsed
   * @param commitment to what is appealed and why; absent after a lapse
   */
  record Appeal(int level, Party by, String commitment, Instant at) {}

  /**
   * @param number 1, then one more after each appeal
   * @param adjudicationCommitment the adjudication that was settled
   * @param differenceCommitment to what is still due or owed back, from the second on
   */
  record Settlement(
      int number,
      String adjudicationCommitment,
      String differenceCommitment,
      PaymentStatus payment,
      Instant at) {}

  /**
   * That a grantee used what an access released to it instead of repeating a test. Written once.
   *
   * @param grantee who used it, and keeps what opens the commitment
   * @param commitment to the canonical {@link ReuseStatement}
   */
  record Reuse(
      String reuseId,
      String accessId,
      String custodian,
      String grantee,
      String commitment,
      Instant at)
      implements LedgerEntry {}

  /**
   * @param claimId the claim that holds the lock, absent while the bill is free
   */
  record Bill(String billHash, String provider, String claimId, long version)
      implements LedgerEntry {}

  /**
   * The changes of membership that wait for a majority, in one entry that is there from the
   * founding on: under a fresh key two members alone could write approvals that were never given.
   */
  record Proposals(List<Proposal> open, long version, Instant at) implements LedgerEntry {
    public Proposals {
      open = open == null ? List.of() : List.copyOf(open);
    }
  }

  /**
   * @param approvedBy org ids, the proposer first
   * @param until after it no approval counts
   */
  record Proposal(String proposalId, OrgChange change, List<String> approvedBy, Instant until) {}

  /**
   * Under {@code op~<opId>}: that an operation was accepted, and with what result.
   *
   * @param digest SHA-256 of its creator's MSP id, a line feed and the operation's canonical JSON,
   *     hexadecimal
   * @param key the entry it created or moved
   * @param version that entry's version after it
   * @param also further keys that it wrote, sorted; absent if there are none
   */
  record Operation(
      String opId,
      String transaction,
      String digest,
      String key,
      long version,
      Instant at,
      List<String> also)
      implements LedgerEntry {}
}
