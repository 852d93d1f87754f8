package io.tallystick.claims.review.app;

import io.tallystick.claims.followup.app.AskedStep;
import io.tallystick.claims.followup.app.AwaitStep;
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
  private final AwaitStep awaitStep;

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
      TallystickConfig config,
      AwaitStep awaitStep) {
    this.caller = caller;
    this.transactions = transactions;
    this.reviews = reviews;
    this.files = files;
    this.documents = documents;
    this.ledgerView = ledgerView;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.ownOrg = config.org().id();
    this.awaitStep = awaitStep;
  }

  /**
   * @param overturned denied lines that the payer has to pay as charged; the others stay
   * @param words the reviewer's reasons, part of the decision
   */
  public StepOutcome decide(String claimId, Set<Integer> overturned, String words) {
    caller.requireStaff("reviewer");
    var asked = transactions.inTransaction(tx -> asked(tx, claimId, overturned, words));
    return awaitStep.await(claimId, asked);
  }

  private AskedStep asked(Handle tx, String claimId, Set<Integer> overturned, String words) {
    var review = reviews.lock(tx, claimId);
    if (review.isEmpty()) return new AskedStep.Not(ShowReviews.notThere());
    if (review.get().state() != Review.State.WAITING) {
      return new AskedStep.Not(Problem.conflict("review.decided", "This appeal is decided."));
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

  private AskedStep ask(
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
    return new AskedStep.With(operation.opId());
  }

  private static AskedStep not(String code, String detail) {
    return new AskedStep.Not(Problem.unprocessable(code, detail));
  }
}
