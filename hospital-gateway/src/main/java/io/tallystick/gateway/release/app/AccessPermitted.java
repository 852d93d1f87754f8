package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.gateway.release.domain.Evidence.Via;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.EvidenceReleased;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * What follows when the ledger answers a permit: the grantee is told where to fetch, if the consent
 * is still as it was and there is still time; else another decision is taken.
 */
@ApplicationScoped
public class AccessPermitted implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(AccessPermitted.class);

  /**
   * A permit that names parties or resources wrongly, or comes after its claim was decided, will
   * not become right by deciding again.
   */
  private static final Set<RefusalCode> FINAL =
      EnumSet.of(
          RefusalCode.WRONG_ORG,
          RefusalCode.WRONG_ROLE,
          RefusalCode.UNKNOWN_ORG,
          RefusalCode.ATTRIBUTES_NOT_COMMITTED,
          RefusalCode.STEP_NOT_ALLOWED_IN_STATE);

  private final EvidenceRequests evidence;
  private final Decisions decisions;
  private final DecideAgain decideAgain;
  private final ConsentHeads heads;
  private final Outbox outbox;
  private final Orgs orgs;
  private final Clock clock;
  private final String custodian;

  public AccessPermitted(
      EvidenceRequests evidence,
      Decisions decisions,
      DecideAgain decideAgain,
      ConsentHeads heads,
      Outbox outbox,
      Orgs orgs,
      Clock clock,
      TallystickConfig config) {
    this.evidence = evidence;
    this.decisions = decisions;
    this.decideAgain = decideAgain;
    this.heads = heads;
    this.outbox = outbox;
    this.orgs = orgs;
    this.clock = clock;
    this.custodian = config.org().id();
  }

  @Override
  public String kind() {
    return DecideEvidence.PERMIT;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var decision = decisions.byOperation(tx, command.opId()).orElseThrow();
    var asked = evidence.find(tx, decision.grantee(), decision.requestId()).orElseThrow();
    decisions.recorded(tx, decision.decisionId(), receipt);
    if (!mayStillRelease(tx, decision)) {
      decisions.dropPackage(tx, decision.decisionId());
      decideAgain.later(tx, asked);
      return;
    }
    evidence.answered(tx, asked);
    if (asked.via() == Via.EVIDENCE) outbox.add(tx, released(decision, receipt));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var decision = decisions.byOperation(tx, command.opId()).orElseThrow();
    var asked = evidence.find(tx, decision.grantee(), decision.requestId()).orElseThrow();
    LOG.infof("permit %s refused by the ledger: %s", decision.decisionId(), why.code());
    decisions.replaced(tx, decision.decisionId());
    if (FINAL.contains(why.code())) {
      evidence.failed(tx, asked);
    } else {
      decideAgain.later(tx, asked);
    }
  }

  private boolean mayStillRelease(Handle tx, Decision decision) {
    var unchanged =
        heads
            .byId(tx, decision.headId())
            .filter(head -> !head.revoked() && head.version() == decision.headVersion());
    return unchanged.isPresent() && clock.instant().isBefore(decision.notAfter());
  }

  private OutgoingEvent released(Decision decision, LedgerReceipt receipt) {
    var endpoint = orgs.byId(custodian).orElseThrow().endpoint().replaceAll("/+$", "");
    return new OutgoingEvent(
        "evidence.released",
        decision.grantee(),
        OutgoingEvent.RECORDS,
        decision.claimId(),
        receipt,
        new EvidenceReleased(
            decision.decisionId(),
            decision.requestId(),
            decision.claimId(),
            endpoint + "/releases/" + decision.decisionId(),
            decision.recordIds(),
            decision.released(),
            decision.withheld(),
            decision.notAfter()),
        false);
  }
}
