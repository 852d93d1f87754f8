package io.tallystick.claims.review.app;

import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.followup.app.StepOutcome;
import io.tallystick.claims.review.app.ReviewFiles.Part;
import io.tallystick.claims.review.app.ReviewedDocument.Contested;
import io.tallystick.claims.review.domain.Review;
import io.tallystick.claims.review.domain.ReviewedDecision;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcome;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** An independent reviewer decides an appeal; of two, the first does. */
@Singleton
public class DecideReview {

  /** Kind of the ledger command. */
  public static final String KIND = "authority.decide";

  private sealed interface Asked {
    record With(String opId) implements Asked {}

    record Not(Problem problem) implements Asked {}
  }

  private final Caller caller;
  private final Transactions transactions;
  private final Reviews reviews;
  private final ReviewFiles files;
  private final ReviewedDocument documents;
  private final LedgerView ledgerView;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final String ownOrg;
  private final ClaimsConfig config;

  DecideReview(
      Caller caller,
      Transactions transactions,
      Reviews reviews,
      ReviewFiles files,
      ReviewedDocument documents,
      LedgerView ledgerView,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      TallystickConfig institution,
      ClaimsConfig config) {
    this.caller = caller;
    this.transactions = transactions;
    this.reviews = reviews;
    this.files = files;
    this.documents = documents;
    this.ledgerView = ledgerView;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.ownOrg = institution.org().id();
    this.config = config;
  }

  /**
   * @param overturned denied lines that the payer has to pay as charged; the others stay
   * @param words the reviewer's reasons, part of the decision
   */
  public StepOutcome decide(String claimId, Set<Integer> overturned, String words) {
    caller.requireStaff("reviewer");
    return switch (transactions.inTransaction(tx -> asked(tx, claimId, overturned, words))) {
      case Asked.Not not -> new StepOutcome.Refused(not.problem());
      case Asked.With with -> await(claimId, with.opId());
    };
  }

  private Asked asked(Handle tx, String claimId, Set<Integer> overturned, String words) {
    var review = reviews.lock(tx, claimId);
    if (review.isEmpty()) return new Asked.Not(ShowReviews.notThere());
    if (review.get().state() != Review.State.WAITING) {
      return new Asked.Not(Problem.conflict("review.decided", "This appeal is decided."));
    }
    var claim = ledgerView.entry(LedgerKeys.claim(claimId), LedgerEntry.Claim.class).orElseThrow();
    var contested =
        new Contested(
            files.open(tx, claimId, Part.ADJUDICATION), claim.outcome(), claim.reasonCodes());
    return switch (documents.write(contested, overturned, words, clock.instant())) {
      case ReviewedDecision.UnknownLine(int line) ->
          not("review.line-unknown", "The claim has no line " + line + ".");
      case ReviewedDecision.NotDenied(int line) ->
          not("review.line-not-denied", "Line " + line + " isn't denied.");
      case ReviewedDecision.Written written -> ask(tx, review.get(), claim, written);
    };
  }

  private Asked ask(
      Handle tx, Review review, LedgerEntry.Claim claim, ReviewedDecision.Written written) {
    var salted = new SaltedDocument(ids.salt(), written.document());
    var operation =
        new DecideAppeal(
            ids.next(),
            claim.claimId(),
            claim.version(),
            salted.commitment().hex(),
            written.outcome(),
            written.reasonCodes(),
            null);
    var opening = new Opening.Document(salted.salt(), salted.document(), null);
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND, operation, opening, List.of(ownOrg, review.provider()), claim.claimId()));
    reviews.deciding(tx, claim.claimId(), operation.opId(), caller.username());
    return new Asked.With(operation.opId());
  }

  private StepOutcome await(String claimId, String opId) {
    var outcome = ledger.await(opId, config.finalityWait());
    if (outcome.isEmpty()) return new StepOutcome.Queued(claimId);
    return switch (outcome.get()) {
      case LedgerOutcome.Committed committed ->
          new StepOutcome.OnLedger(
              claimId, committed.receipt().accepted().version(), committed.receipt().txid());
      case LedgerOutcome.Refused refused ->
          new StepOutcome.Refused(Problem.of(refused.why()).with("claimId", claimId));
    };
  }

  private static Asked not(String code, String detail) {
    return new Asked.Not(Problem.unprocessable(code, detail));
  }
}
