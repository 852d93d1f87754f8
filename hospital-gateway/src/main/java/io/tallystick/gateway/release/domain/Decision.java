package io.tallystick.gateway.release.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.time.Instant;
import java.util.List;

/**
 * One decision on a request; its id is that of the access on the ledger, of the release, and of the
 * event that tells of it.
 *
 * @param reason absent in a permit
 * @param headVersion the version it was decided under, absent in a denial
 * @param notAfter until when its release may be fetched, absent in a denial
 * @param txid absent until recorded
 * @param fetchedAt when the grantee took its release over, absent if it didn't
 */
public record Decision(
    String decisionId,
    String grantee,
    String requestId,
    String claimId,
    String patientId,
    String purpose,
    boolean permitted,
    DenialReason reason,
    boolean consentAsked,
    String headId,
    Long headVersion,
    List<String> recordIds,
    int released,
    int withheld,
    Instant notAfter,
    String opId,
    State state,
    String txid,
    Instant recordedAt,
    Instant fetchedAt) {

  /** A new one, not fetched by anybody. */
  public Decision(
      String decisionId,
      String grantee,
      String requestId,
      String claimId,
      String patientId,
      String purpose,
      boolean permitted,
      DenialReason reason,
      boolean consentAsked,
      String headId,
      Long headVersion,
      List<String> recordIds,
      int released,
      int withheld,
      Instant notAfter,
      String opId,
      State state,
      String txid,
      Instant recordedAt) {
    this(
        decisionId,
        grantee,
        requestId,
        claimId,
        patientId,
        purpose,
        permitted,
        reason,
        consentAsked,
        headId,
        headVersion,
        recordIds,
        released,
        withheld,
        notAfter,
        opId,
        state,
        txid,
        recordedAt,
        null);
  }

  public enum State {
    /** On its way to the ledger. */
    PENDING,
    /** On the ledger. */
    RECORDED,
    /** The ledger turned it down; another decision took its place. */
    REPLACED
  }
}
