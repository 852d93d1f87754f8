package io.tallystick.gateway.release.app;

import io.tallystick.gateway.release.domain.Evidence.Via;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.EvidenceRefused;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** What follows when the ledger answers a denial: the grantee is told, with the reason. */
@ApplicationScoped
public class AccessDenied implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(AccessDenied.class);

  private final EvidenceRequests evidence;
  private final Decisions decisions;
  private final DecideAgain decideAgain;
  private final Outbox outbox;

  public AccessDenied(
      EvidenceRequests evidence, Decisions decisions, DecideAgain decideAgain, Outbox outbox) {
    this.evidence = evidence;
    this.decisions = decisions;
    this.decideAgain = decideAgain;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return DecideEvidence.DENY;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var decision = decisions.byOperation(tx, command.opId()).orElseThrow();
    var asked = evidence.find(tx, decision.grantee(), decision.requestId()).orElseThrow();
    decisions.recorded(tx, decision.decisionId(), receipt);
    evidence.answered(tx, asked);
    if (asked.via() == Via.TASK) return; // its requester reads it
    outbox.add(
        tx,
        new OutgoingEvent(
            "evidence.refused",
            decision.grantee(),
            OutgoingEvent.RECORDS,
            decision.claimId(),
            receipt,
            new EvidenceRefused(
                decision.decisionId(),
                decision.requestId(),
                decision.claimId(),
                decision.reason().name(),
                decision.consentAsked()),
            false));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var decision = decisions.byOperation(tx, command.opId()).orElseThrow();
    var asked = evidence.find(tx, decision.grantee(), decision.requestId()).orElseThrow();
    LOG.warnf("denial %s refused by the ledger: %s", decision.decisionId(), why.code());
    decisions.replaced(tx, decision.decisionId());
    // The claim may not have reached every endorser yet; anything else stays as it is.
    if (why.code() == RefusalCode.NOT_FOUND) {
      decideAgain.later(tx, asked);
    } else {
      evidence.failed(tx, asked);
    }
  }
}
