package io.tallystick.insurer.queue.app;

import io.tallystick.insurer.adjudication.app.AdvanceCase;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** An adjudicator allows or denies the lines of a queued claim; of two, the first decides. */
@ApplicationScoped
public class DecideQueued {

  public sealed interface Outcome {
    /**
     * @param opId of the ledger command that adjudicates it
     */
    record Sent(String opId) implements Outcome {}

    record NotQueued() implements Outcome {}

    record DecidedBefore() implements Outcome {}

    record UnknownLine(int sequence) implements Outcome {}
  }

  private final Transactions transactions;
  private final CaseFiles cases;
  private final Reviews reviews;
  private final BilledClaims billedClaims;
  private final AdvanceCase advanceCase;

  public DecideQueued(
      Transactions transactions,
      CaseFiles cases,
      Reviews reviews,
      BilledClaims billedClaims,
      AdvanceCase advanceCase) {
    this.transactions = transactions;
    this.cases = cases;
    this.reviews = reviews;
    this.billedClaims = billedClaims;
    this.advanceCase = advanceCase;
  }

  /**
   * @param denied lines by sequence; the others are allowed, as far as the plan covers them
   */
  public Outcome decide(String claimId, Map<Integer, Carc> denied, String by, String note) {
    return transactions.inTransaction(tx -> decide(tx, claimId, denied, by, note));
  }

  private Outcome decide(
      Handle tx, String claimId, Map<Integer, Carc> denied, String by, String note) {
    var file = cases.lock(tx, claimId);
    var review = reviews.find(tx, claimId);
    if (file.isEmpty() || review.isEmpty()) return new Outcome.NotQueued();
    if (review.get().decided()) return new Outcome.DecidedBefore();
    if (file.get().stage() != CaseStage.QUEUED) return new Outcome.NotQueued();
    var billed = billedClaims.open(tx, claimId);
    var lines =
        billed.content().lines().stream()
            .map(SubmittedClaim.Line::sequence)
            .collect(Collectors.toSet());
    for (int sequence : denied.keySet()) {
      if (!lines.contains(sequence)) return new Outcome.UnknownLine(sequence);
    }
    reviews.decide(tx, claimId, denied, by, note);
    advanceCase.advance(tx, file.get(), billed, AdvanceCase.Trigger.REVIEWED);
    return new Outcome.Sent(cases.find(tx, claimId).orElseThrow().opId().orElseThrow());
  }
}
