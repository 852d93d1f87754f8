package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.RequestAnswered;
import io.tallystick.gateway.consents.domain.Coverage;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.release.domain.Evidence.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/**
 * A patient's answer ends a Task's waiting. A permit lasts for a minute at most, so that what they
 * allow is decided when the requester next reads the Task.
 */
@ApplicationScoped
public class ResumeTask {

  private final EvidenceRequests evidence;
  private final DecideEvidence decideEvidence;
  private final Clock clock;

  public ResumeTask(EvidenceRequests evidence, DecideEvidence decideEvidence, Clock clock) {
    this.evidence = evidence;
    this.decideEvidence = decideEvidence;
    this.clock = clock;
  }

  void resume(@Observes RequestAnswered answered) {
    evidence
        .lock(answered.tx(), answered.grantee(), answered.requestId())
        .filter(asked -> asked.state() == State.WAITING && !asked.lapsed(clock.instant()))
        .ifPresent(asked -> resume(answered, asked));
  }

  private void resume(RequestAnswered answered, Evidence asked) {
    if (answered.coverage() == Coverage.DENIED) {
      decideEvidence.deny(answered.tx(), asked, null, DenialReason.CONSENT_DENIES);
    } else {
      evidence.ready(answered.tx(), asked);
    }
  }
}
