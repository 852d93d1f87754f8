package io.tallystick.claims.review.adapter;

import io.tallystick.claims.review.app.DecideReview;
import io.tallystick.claims.review.app.Reviews;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Once the ledger has a reviewer's decision, provider and payer get it; the payer settles by it.
 */
@ApplicationScoped
class ReviewOutcomes implements LedgerOutcomeHandler {

  private final Reviews reviews;
  private final Outbox outbox;

  ReviewOutcomes(Reviews reviews, Outbox outbox) {
    this.reviews = reviews;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return DecideReview.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var operation = (DecideAppeal) command.operation();
    var opening = (Opening.Document) command.opening();
    var review = reviews.lock(tx, operation.claimId()).orElseThrow();
    reviews.decided(tx, operation.opId());
    var content =
        new ClaimAdjudicated(
            operation.claimId(),
            opening.document(),
            opening.salt(),
            operation.outcome().name(),
            operation.reasonCodes(),
            false);
    for (var party : List.of(review.provider(), review.payer())) {
      outbox.add(
          tx,
          new OutgoingEvent(
              "claim.decided",
              party,
              OutgoingEvent.CLAIMS,
              operation.claimId(),
              receipt,
              content,
              true));
    }
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    reviews.reopened(tx, command.opId());
  }
}
