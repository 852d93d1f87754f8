package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.AdjudicationEngine;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.ClaimCase;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.adjudication.domain.EvidenceState;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.insurer.evidence.app.AskForEvidence;
import io.tallystick.insurer.evidence.app.PendForEvidence;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.insurer.membership.app.FindStanding;
import io.tallystick.insurer.membership.app.FindStanding.Found;
import io.tallystick.insurer.membership.app.Members;
import io.tallystick.insurer.membership.domain.Coverage;
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
  private final FindRepeats findRepeats;
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
      FindRepeats findRepeats,
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
    this.findRepeats = findRepeats;
    this.releases = releases;
    this.reviews = reviews;
    this.askForEvidence = askForEvidence;
    this.pendForEvidence = pendForEvidence;
    this.sendAdjudication = sendAdjudication;
  }

  /**
   * Decides by the enrolment that answers now: what the engine reckoned with is what is reserved,
   * also if the member was enrolled anew since the claim arrived.
   *
   * @param file locked by this transaction
   */
  public void advance(Handle tx, CaseFile file, Billed billed, Trigger trigger) {
    lockMember(tx, billed);
    var found = standing(tx, file, billed);
    var now =
        cases.answeredBy(
            tx,
            file,
            found.coverage().map(Coverage::memberId),
            found.coverage().map(Coverage::plan));
    var review = reviews.state(tx, file.claimId());
    switch (AdjudicationEngine.decide(engineCase(tx, now, billed, found, trigger, review))) {
      case Decision.Decided(var result) ->
          sendAdjudication.send(tx, now, billed, found.standing(), result);
      case Decision.AwaitReview(var rule, var reason) -> {
        reviews.queue(tx, now.claimId(), rule, reason);
        cases.queued(tx, now);
      }
      case Decision.AwaitEvidence(var types, var rules) -> {
        if (trigger == Trigger.RELEASED) {
          pendForEvidence.pend(tx, now, PendReason.EVIDENCE_INCOMPLETE);
        } else {
          askForEvidence.ask(tx, now, billed.content(), types);
        }
      }
    }
  }

  /** What the engine makes of a case if every line that a person may decide is allowed. */
  public Decision propose(Handle tx, CaseFile file, Billed billed) {
    var allowed = new ReviewState.Reviewed(Map.of());
    var found = standing(tx, file, billed);
    return AdjudicationEngine.decide(
        engineCase(tx, file, billed, found, Trigger.REVIEWED, allowed));
  }

  /**
   * What the engine makes of a decided case on appeal; what it counted before has been given back.
   *
   * @param standing what the result was reckoned with
   */
  public record Reconsidered(Adjudication result, Standing standing) {}

  public Reconsidered reconsider(
      Handle tx, CaseFile file, Billed billed, ReviewState.OnAppeal review) {
    var found = standing(tx, file, billed);
    var decision =
        AdjudicationEngine.decide(engineCase(tx, file, billed, found, Trigger.REVIEWED, review));
    return switch (decision) {
      case Decision.Decided(var result) -> new Reconsidered(result, found.standing());
      case Decision.AwaitEvidence waiting -> throw new IllegalStateException("evidence is closed");
      case Decision.AwaitReview waiting -> throw new IllegalStateException("it is reviewed");
    };
  }

  /** Until the transaction ends, so that accumulators stand still. */
  public void lockMember(Handle tx, Billed billed) {
    var memberId = billed.content().insurance().memberId();
    members.find(tx, memberId).ifPresent(member -> members.lock(tx, member.memberId()));
  }

  private Found standing(Handle tx, CaseFile file, Billed billed) {
    var claim = billed.content();
    var birthDate = Optional.ofNullable(claim.patient().birthDate());
    return findStanding.find(tx, claim.insurance().memberId(), birthDate, file.serviceDate());
  }

  private ClaimCase engineCase(
      Handle tx, CaseFile file, Billed billed, Found found, Trigger trigger, ReviewState review) {
    var claim = billed.content();
    var types = releases.types(tx, file.claimId());
    var lines = ServiceLines.of(claim, categories);
    return new ClaimCase(
        found.standing(),
        lines,
        ServiceLines.lastDay(claim),
        file.received(),
        file.asksForPayment() && cases.duplicates(tx, file),
        evidence(trigger, types),
        review,
        found
            .coverage()
            .map(coverage -> accumulators.met(tx, coverage.memberId(), coverage.plan()))
            .orElse(Map.of()),
        findRepeats.find(tx, file, billed, lines));
  }

  /** A claim is reviewed once its evidence is there, or its deadline passed: either way no more. */
  private static EvidenceState evidence(Trigger trigger, Set<String> types) {
    return switch (trigger) {
      case OVERDUE, REVIEWED -> new EvidenceState.Closed(types);
      case ARRIVED, ANSWERED, RELEASED -> new EvidenceState.Open(types);
    };
  }
}
