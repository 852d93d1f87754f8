package io.tallystick.insurer.queue.app;

import io.tallystick.insurer.adjudication.app.AdvanceCase;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.insurer.queue.app.Reviews.Review;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What adjudicators see: the claims that wait, and everything about one of them. */
@ApplicationScoped
public class ShowQueue {

  public record Waiting(Review review, CaseFile file) {}

  /**
   * @param proposal what the engine makes of it if the adjudicator allows every line
   * @param released resources of the record that were released, as JSON documents
   */
  public record Detail(
      Review review,
      CaseFile file,
      Billed billed,
      Decision proposal,
      List<Release> releases,
      List<byte[]> released) {}

  private final Transactions transactions;
  private final CaseFiles cases;
  private final Reviews reviews;
  private final Releases releases;
  private final BilledClaims billedClaims;
  private final AdvanceCase advanceCase;

  public ShowQueue(
      Transactions transactions,
      CaseFiles cases,
      Reviews reviews,
      Releases releases,
      BilledClaims billedClaims,
      AdvanceCase advanceCase) {
    this.transactions = transactions;
    this.cases = cases;
    this.reviews = reviews;
    this.releases = releases;
    this.billedClaims = billedClaims;
    this.advanceCase = advanceCase;
  }

  public List<Waiting> waiting() {
    return transactions.inTransaction(
        tx ->
            reviews.waiting(tx).stream()
                .map(review -> new Waiting(review, cases.find(tx, review.claimId()).orElseThrow()))
                .filter(waiting -> waiting.file().stage() == CaseStage.QUEUED)
                .toList());
  }

  /** Empty if the claim was never queued. */
  public Optional<Detail> detail(String claimId) {
    return transactions.inTransaction(
        tx -> reviews.find(tx, claimId).map(review -> detail(tx, review)));
  }

  private Detail detail(Handle tx, Review review) {
    var file = cases.find(tx, review.claimId()).orElseThrow();
    var billed = billedClaims.open(tx, file.claimId());
    return new Detail(
        review,
        file,
        billed,
        advanceCase.propose(tx, file, billed),
        releases.ofClaim(tx, file.claimId()),
        documents(tx, file.claimId()));
  }

  private List<byte[]> documents(Handle tx, String claimId) {
    return releases.kept(tx, claimId).stream()
        .map(bytes -> CanonicalJson.read(bytes, ReleasePackage.class))
        .flatMap(release -> release.leaves().stream())
        .map(ReleasePackage.Leaf::document)
        .toList();
  }
}
