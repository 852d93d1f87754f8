package io.tallystick.gateway.breakglass.adapter;

import io.tallystick.gateway.breakglass.app.BreakGlassCases.State;
import io.tallystick.gateway.breakglass.app.ShowBreakGlass.Shown;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.vocabulary.ledger.LedgerEntry.Receipt;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * An emergency release as patient and reviewer read it.
 *
 * @param patientId the custodian's own id
 * @param state {@code PENDING} while the ledger doesn't have it, {@code FAILED} if it refused
 * @param late told to the ledger more than a minute after the release
 * @param reviewOverdue nobody reviewed it until {@code reviewBy}
 * @param receiptStatus what the grantee owes after a verdict of {@code UNJUSTIFIED}
 */
public record BreakGlassShown(
    String accessId,
    String grantee,
    String patientId,
    String clinician,
    String role,
    String reason,
    String purpose,
    int resources,
    Instant releasedAt,
    State state,
    boolean late,
    String txid,
    Instant reviewBy,
    boolean reviewOverdue,
    boolean reviewPending,
    Verdict verdict,
    String reviewedBy,
    Instant reviewedAt,
    ReceiptStatus receiptStatus,
    Receipt receipt) {

  private static final Duration SOON = Duration.ofMinutes(1);

  static BreakGlassShown of(Shown shown, Instant now) {
    var release = shown.release();
    var request = shown.request();
    var told = release.recordedAt() == null ? now : release.recordedAt();
    return new BreakGlassShown(
        release.decisionId(),
        release.grantee(),
        release.patientId(),
        request.clinician(),
        request.role(),
        request.reason(),
        release.purpose(),
        release.released(),
        release.releasedAt(),
        release.state(),
        told.isAfter(release.releasedAt().plus(SOON)),
        release.txid(),
        release.reviewBy(),
        release.verdict() == null && now.isAfter(release.reviewBy()),
        release.reviewPending(),
        release.verdict(),
        release.reviewedBy(),
        release.reviewedAt(),
        shown.standing().map(AccessStanding::receipt).orElse(ReceiptStatus.NOT_OWED),
        shown.standing().map(s -> s.access().receipt()).orElse(null));
  }
}
