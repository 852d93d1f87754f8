package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.LedgerEntry.Review;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Releases that this custodian made in an emergency. */
public interface BreakGlassCases {

  enum State {
    /** The ledger hasn't answered yet, perhaps because it is down. */
    PENDING,
    RECORDED,
    /** The ledger refused the report: a matter for people. */
    FAILED
  }

  /**
   * @param refusal the ledger's code, where the report was refused
   * @param reviewPending whether a verdict is on its way to the ledger
   * @param verdict absent until reviewed
   */
  record Case(
      String decisionId,
      String grantee,
      String patientId,
      String purpose,
      int released,
      Instant releasedAt,
      Instant reviewBy,
      State state,
      String refusal,
      String txid,
      Instant recordedAt,
      boolean reviewPending,
      Verdict verdict,
      String reviewedBy,
      Instant reviewedAt,
      String reviewTxid) {}

  /** A release to be written down. */
  record Made(
      EmergencyRequest request,
      String grantee,
      String patientId,
      List<String> recordIds,
      int released,
      EmergencyRelease release,
      String opId) {}

  void add(Handle tx, Made made);

  /** The answer that this request got before; its package may be dropped since. */
  Optional<EmergencyRelease> answered(Handle tx, String grantee, String requestId);

  int since(Handle tx, String grantee, Instant when);

  /** Locked. */
  Optional<Case> lock(Handle tx, String decisionId);

  /** Those without a verdict first, then the newest. */
  List<Case> all(Handle tx, int most);

  List<Case> ofPatient(Handle tx, String patientId);

  /** Who asked and why. */
  EmergencyRequest request(Handle tx, String decisionId);

  void recorded(Handle tx, String opId, LedgerReceipt receipt);

  void failed(Handle tx, String opId, String refusal);

  /**
   * @param opId the review's; null if the ledger refused it
   */
  void reviewing(Handle tx, String decisionId, String opId);

  void sealReview(Handle tx, String opId, byte[] document);

  void reviewed(Handle tx, String decisionId, Review review, String txid);

  void dropPackagesBefore(Handle tx, Instant when);
}
