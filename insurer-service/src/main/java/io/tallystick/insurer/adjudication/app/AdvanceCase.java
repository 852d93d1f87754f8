package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.AdjudicationEngine;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.ClaimCase;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.adjudication.domain.EvidenceState;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.evidence.app.AskForEvidence;
import io.tallystick.insurer.evidence.app.PendForEvidence;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.insurer.membership.app.FindStanding;
import io.tallystick.insurer.membership.app.Members;
import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.insurer.queue.app.Reviews;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Puts a case before the engine and does what the engine says comes next. */
@ApplicationScoped
public class AdvanceCase {

  /** What happened to the case since it was looked at last. */
  public enum Trigger {
    ARRIVED,
    ANSWERED,
    RELEASED,
    REVIEWED,
    OVERDUE
  }

  private final FindStanding findStanding;
  private final Members members;
  private final Accumulators accumulators;
  private final ServiceCategories categories;
  private final CaseFiles cases;
  private final Releases releases;
  private final Reviews reviews;
  private final AskForEvidence askForEvidence;
  private final PendForEvidence pendForEvidence;
  private final SendAdjudication sendAdjudication;

  public AdvanceCase(
      FindStanding findStanding,
      Members members,
      Accumulators accumulators,
      ServiceCategories categories,
      CaseFiles cases,
      Releases releases,
      Reviews reviews,
      AskForEvidence askForEvidence,
      PendForEvidence pendForEvidence,
      SendAdjudication sendAdjudication) {
    this.findStanding = findStanding;
    this.members = members;
    this.accumulators = accumulators;
    this.categories = categories;
    this.cases = cases;
    this.releases = releases;
    this.reviews = reviews;
    this.askForEvidence = askForEvidence;
    this.pendForEvidence = pendForEvidence;
    this.sendAdjudication = sendAdjudication;
  }

  /**
   * @param file locked by this transaction
   */
  public void advance(Handle tx, CaseFile file, Billed billed, Trigger trigger) {
    switch (decide(tx, file, billed, trigger)) {
      case Decision.Decided(var result) -> sendAdjudication.send(tx, file, billed, result);
      case Decision.AwaitReview(var rule, var reason) -> {
        reviews.queue(tx, file.claimId(), rule, reason);
        cases.queued(tx, file);
      }
      case Decision.AwaitEvidence(var types, var rules) -> {
        if (trigger == Trigger.RELEASED) {
          pendForEvidence.pend(tx, file, PendReason.EVIDENCE_INCOMPLETE);
        } else {
          askForEvidence.ask(tx, file, billed.content(), types);
        }
      }
    }
  }

  /** What the engine makes of a case if every line that a person may decide is allowed. */
  public Decision propose(Handle tx, CaseFile file, Billed billed) {
    var allowed = new ReviewState.Reviewed(Map.of());
    return AdjudicationEngine.decide(engineCase(tx, file, billed, Trigger.REVIEWED, allowed));
  }

  private Decision decide(Handle tx, CaseFile file, Billed billed, Trigger trigger) {
    file.memberId().ifPresent(member -> members.lock(tx, member));
    var review = reviews.state(tx, file.claimId());
    return AdjudicationEngine.decide(engineCase(tx, file, billed, trigger, review));
  }

  private ClaimCase engineCase(
      Handle tx, CaseFile file, Billed billed, Trigger trigger, ReviewState review) {
    var claim = billed.content();
    var birthDate = Optional.ofNullable(claim.patient().birthDate());
    var found = findStanding.find(tx, claim.insurance().memberId(), birthDate, file.serviceDate());
    var types = releases.types(tx, file.claimId());
    return new ClaimCase(
        found.standing(),
        ServiceLines.of(claim, categories),
        ServiceLines.lastDay(claim),
        file.received(),
        file.asksForPayment() && cases.duplicates(tx, file),
        evidence(trigger, types),
        review,
        found
            .coverage()
            .map(coverage -> accumulators.met(tx, coverage.memberId(), coverage.plan()))
            .orElse(Map.of()));
  }

  /** A claim is reviewed once its evidence is there, or its deadline passed: either way no more. */
  private static EvidenceState evidence(Trigger trigger, Set<String> types) {
    return switch (trigger) {
      case OVERDUE, REVIEWED -> new EvidenceState.Closed(types);
      case ARRIVED, ANSWERED, RELEASED -> new EvidenceState.Open(types);
    };
  }
}
