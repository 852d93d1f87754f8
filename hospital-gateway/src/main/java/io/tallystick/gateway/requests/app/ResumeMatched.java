package io.tallystick.gateway.requests.app;

import io.tallystick.gateway.matching.app.MatchDecided;
import io.tallystick.gateway.release.app.DecideTask;
import io.tallystick.gateway.release.app.EvidenceRequests;
import io.tallystick.gateway.release.domain.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A clerk has confirmed whom Tasks ask about: they are decided as if that had been known. */
@ApplicationScoped
public class ResumeMatched {

  private final EvidenceRequests evidence;
  private final DecideTask decideTask;

  public ResumeMatched(EvidenceRequests evidence, DecideTask decideTask) {
    this.evidence = evidence;
    this.decideTask = decideTask;
  }

  void resume(@Observes MatchDecided decided) {
    for (var requestId : decided.requests()) {
      evidence
          .lock(decided.tx(), decided.org(), requestId)
          .filter(asked -> asked.state() == Evidence.State.WAITING)
          .map(asked -> evidence.matched(decided.tx(), asked, decided.patientId()))
          .ifPresent(asked -> decideTask.decide(decided.tx(), asked));
    }
  }
}
