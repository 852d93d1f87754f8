package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import java.time.Instant;

/** What is asked of accesses beside permit and denial. */
public sealed interface AccessOperation extends LedgerOperation {

  /**
   * Tells of a release that was made in an emergency without a consent. Opening: {@link
   * Opening.Release} without consents.
   *
   * @param grantee another hospital
   * @param purpose {@code ETREAT} or {@code BTG} (HL7 v3 ActReason)
   * @param releasedAt not after the transaction, and 7 days before it at most
   */
  record ReportBreakGlass(
      String opId,
      String accessId,
      String grantee,
      String purpose,
      String releaseCommitment,
      Instant releasedAt)
      implements AccessOperation {
    @Override
    public String transaction() {
      return "access:breakGlass";
    }
  }

  /** Opening: {@link Opening.Document} of the review. */
  record ReviewAccess(
      String opId, String accessId, long expectedVersion, Verdict verdict, String commitment)
      implements AccessOperation {
    @Override
    public String transaction() {
      return "access:review";
    }
  }

  /**
   * By the grantee, who owes it after a revocation or an unjustified break-glass.
   *
   * @param ground why it is retained, and {@code until} when; both absent if erased
   */
  record GiveReceipt(
      String opId,
      String accessId,
      long expectedVersion,
      Disposition disposition,
      RetentionGround ground,
      Instant until)
      implements AccessOperation {
    @Override
    public String transaction() {
      return "access:receipt";
    }
  }

  /**
   * By the grantee, who used a released result instead of repeating the test. Opening: {@link
   * Opening.Reuse}.
   *
   * @param reuseId 128 random bits
   * @param commitment to the canonical {@link ReuseStatement}
   */
  record RecordReuse(String opId, String reuseId, String accessId, String commitment)
      implements AccessOperation {
    @Override
    public String transaction() {
      return "access:reuse";
    }
  }
}
