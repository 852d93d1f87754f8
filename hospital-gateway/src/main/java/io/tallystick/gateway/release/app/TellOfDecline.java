package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.RequestDeclined;
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

  public TellOfDecline(EvidenceRequests evidence, DecideEvidence decideEvidence) {
    this.evidence = evidence;
    this.decideEvidence = decideEvidence;
  }

  void tell(@Observes RequestDeclined declined) {
    evidence
        .lastAnswered(declined.tx(), declined.grantee(), declined.claimId())
        .ifPresent(asked -> decideEvidence.refuse(declined.tx(), asked));
  }
}
