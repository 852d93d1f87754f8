package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.status.app.ClaimChanges;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Notes what became of a step that was asked of the ledger. */
@Singleton
class RequestBook {

  /**
   * Whom a step concerns.
   *
   * @param reason code of an answer, absent of a cancellation
   */
  record Asked(String claimId, String payer, String reason) {}

  private final ClaimChanges changes;

  RequestBook(ClaimChanges changes) {
    this.changes = changes;
  }

  Asked onLedger(Handle tx, String opId) {
    return mark(tx, opId, "ON_LEDGER", null);
  }

  void refused(Handle tx, String opId, String code) {
    mark(tx, opId, "REFUSED", code);
  }

  /** The newest appeal of a claim that the ledger has. */
  Optional<String> appeal(Handle tx, String claimId) {
    return tx.createQuery(
            """
            SELECT op_id FROM claim_request
            WHERE claim_id = :claimId AND step = 'APPEAL' AND state = 'ON_LEDGER'
            ORDER BY at_version DESC LIMIT 1
            """)
        .bind("claimId", claimId)
        .mapTo(String.class)
        .findOne();
  }

  private Asked mark(Handle tx, String opId, String state, String refusal) {
    changes.afterCommit(tx);
    return tx.createQuery(
            """
            UPDATE claim_request r SET state = :state, refusal = :refusal
            FROM claim c WHERE c.claim_id = r.claim_id AND r.op_id = :opId
            RETURNING r.claim_id, c.payer, r.reason
            """)
        .bind("state", state)
        .bind("refusal", refusal)
        .bind("opId", opId)
        .map(
            (row, context) ->
                new Asked(
                    row.getString("claim_id"), row.getString("payer"), row.getString("reason")))
        .one();
  }
}
