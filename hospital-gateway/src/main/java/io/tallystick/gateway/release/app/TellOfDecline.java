package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.RequestDeclined;
import io.tallystick.gateway.release.domain.Evidence.Outcome;
import io.tallystick.gateway.release.domain.Evidence.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * A patient's no is a decision on the request that waited for their yes: a denial on the ledger,
 * and {@code evidence.refused} without anybody being asked.
 */
@ApplicationScoped
public class TellOfDecline {

  private final EvidenceRequests evidence;
  private final DecideEvidence decideEvidence;
  private final DecideTask decideTask;

  public TellOfDecline(
      EvidenceRequests evidence, DecideEvidence decideEvidence, DecideTask decideTask) {
    this.evidence = evidence;
    this.decideEvidence = decideEvidence;
    this.decideTask = decideTask;
  }

  void tell(@Observes RequestDeclined declined) {
    var tx = declined.tx();
    if (declined.claimId() == null) {
      evidence
          .lock(tx, declined.grantee(), declined.requestId())
          .filter(asked -> asked.state() == State.WAITING)
          .ifPresent(asked -> decideTask.refuse(tx, asked, Outcome.DECLINED));
      return;
    }
    evidence
        .lastAnswered(tx, declined.grantee(), declined.claimId())
        .ifPresent(asked -> decideEvidence.refuse(tx, asked));
  }
}
