package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.matching.domain.MatchCase;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** A clerk says which of the candidates is meant, or that none is; of two clerks the first. */
@ApplicationScoped
public class DecideMatch {

  private final Transactions transactions;
  private final MatchCases cases;
  private final PatientHandles handles;
  private final RankCandidates rankCandidates;
  private final Event<MatchDecided> decided;
  private final Clock clock;

  public DecideMatch(
      Transactions transactions,
      MatchCases cases,
      PatientHandles handles,
      RankCandidates rankCandidates,
      Event<MatchDecided> decided,
      Clock clock) {
    this.transactions = transactions;
    this.cases = cases;
    this.handles = handles;
    this.rankCandidates = rankCandidates;
    this.decided = decided;
    this.clock = clock;
  }

  /**
   * @param patientId null if it is nobody here
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code match.not-found}; 409 {@code
   *     match.decided}; 422 {@code match.no-candidate}
   */
  public void decide(String caseId, String patientId, String clerk) {
    transactions.useTransaction(tx -> decide(tx, caseId, patientId, clerk));
  }

  private void decide(Handle tx, String caseId, String patientId, String clerk) {
    var found =
        cases
            .lock(tx, caseId)
            .orElseThrow(() -> Problem.notFound("match.not-found", "no such case").exception());
    if (found.state() != MatchCase.State.WAITING) {
      throw Problem.conflict("match.decided", "somebody decided it").exception();
    }
    if (patientId != null && !isCandidate(tx, caseId, patientId)) {
      throw Problem.unprocessable("match.no-candidate", "not among the candidates").exception();
    }
    cases.decided(tx, caseId, patientId, clerk, clock.instant());
    if (patientId == null) return;
    handles.trust(tx, found.org(), patientId);
    decided.fire(new MatchDecided(tx, found.org(), patientId, cases.awaiting(tx, caseId)));
  }

  private boolean isCandidate(Handle tx, String caseId, String patientId) {
    return rankCandidates.rank(tx, cases.sought(tx, caseId)).stream()
        .anyMatch(candidate -> candidate.patientId().equals(patientId));
  }
}
