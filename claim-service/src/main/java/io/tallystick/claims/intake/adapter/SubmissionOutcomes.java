package io.tallystick.claims.intake.adapter;

import io.tallystick.claims.intake.app.SubmitClaim;
import io.tallystick.claims.status.app.ClaimChanges;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Once the ledger has a claim, its payer gets it; once the ledger refused it, the book says why.
 */
@ApplicationScoped
class SubmissionOutcomes implements LedgerOutcomeHandler {

  private final Outbox outbox;
  private final ClaimChanges changes;
  private final Clock clock;
  private final String ownOrg;

  SubmissionOutcomes(Outbox outbox, ClaimChanges changes, Clock clock, TallystickConfig config) {
    this.outbox = outbox;
    this.changes = changes;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  @Override
  public String kind() {
    return SubmitClaim.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var claim = (LedgerOperation.SubmitClaim) command.operation();
    var opening = (Opening.Document) command.opening();
    var receivedAt = mark(tx, claim.claimId(), "ON_LEDGER", null);
    var content =
        new ClaimSubmitted(claim.claimId(), opening.document(), opening.salt(), ownOrg, receivedAt);
    outbox.add(
        tx,
        new OutgoingEvent(
            "claim.submitted",
            claim.payer(),
            OutgoingEvent.CLAIMS,
            claim.claimId(),
            receipt,
            content,
            true));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var claim = (LedgerOperation.SubmitClaim) command.operation();
    mark(tx, claim.claimId(), "REFUSED", Problem.code(why.code()));
  }

  private Instant mark(Handle tx, String claimId, String intake, String refusal) {
    changes.afterCommit(tx);
    return tx.createQuery(
            """
            UPDATE claim SET intake = :intake, refusal = :refusal, changed_at = :now
            WHERE claim_id = :claimId RETURNING received_at
            """)
        .bind("intake", intake)
        .bind("refusal", refusal)
        .bind("now", clock.instant())
        .bind("claimId", claimId)
        .mapTo(Instant.class)
        .one();
  }
}
