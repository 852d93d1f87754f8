package io.tallystick.claims.review.app;

import io.tallystick.claims.review.app.ReviewFiles.Part;
import io.tallystick.claims.review.domain.Review;
import io.tallystick.claims.status.app.ClaimLines;
import io.tallystick.claims.status.domain.ClaimLine;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;

/** What an independent reviewer sees: the appeals that wait, and the file of one. */
@Singleton
public class ShowReviews {

  /**
   * @param appeal the appeal as it was written, any JSON
   */
  public record File(Review review, byte[] appeal, List<ClaimLine> lines) {}

  private final Caller caller;
  private final Transactions transactions;
  private final Reviews reviews;
  private final ReviewFiles files;
  private final ClaimLines lines;

  ShowReviews(
      Caller caller,
      Transactions transactions,
      Reviews reviews,
      ReviewFiles files,
      ClaimLines lines) {
    this.caller = caller;
    this.transactions = transactions;
    this.reviews = reviews;
    this.files = files;
    this.lines = lines;
  }

  public List<Review> waiting() {
    caller.requireStaff("reviewer");
    return transactions.inTransaction(reviews::waiting);
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code review.not-there}
   */
  public File file(String claimId) {
    caller.requireStaff("reviewer");
    return transactions.inTransaction(
        tx -> {
          var review = reviews.find(tx, claimId).orElseThrow(() -> notThere().exception());
          return new File(
              review,
              files.open(tx, claimId, Part.APPEAL),
              lines.of(
                  files.open(tx, claimId, Part.CLAIM), files.open(tx, claimId, Part.ADJUDICATION)));
        });
  }

  static Problem notThere() {
    return Problem.notFound("review.not-there", "There is no such appeal here.");
  }
}
