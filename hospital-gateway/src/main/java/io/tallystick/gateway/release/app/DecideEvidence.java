package io.tallystick.gateway.release.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.OpenedConsent;
import io.tallystick.gateway.records.app.Records;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.gateway.release.domain.EvaluateRelease;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.release.domain.Evidence.Via;
import io.tallystick.gateway.release.domain.ReleaseDecision;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SigningKey;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Decides on a request for evidence and sends the decision to the ledger. What a permit releases is
 * sealed and stored before that, under the decision's id, so that a crash resumes it or replaces
 * it, but never releases anything else.
 */
@ApplicationScoped
public class DecideEvidence {

  private static final Logger LOG = Logger.getLogger(DecideEvidence.class);

  /** Kinds of the ledger commands. */
  public static final String PERMIT = "access.permit";

  public static final String DENY = "access.deny";

  private final EvidenceRequests evidence;
  private final Decisions decisions;
  private final Records records;
  private final ConsentHeads heads;
  private final HeadInForce headInForce;
  private final AskForConsent askForConsent;
  private final PrepareRelease prepareRelease;
  private final CheckRelease checkRelease;
  private final SigningKey signingKey;
  private final Envelopes envelopes;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final GatewayConfig limits;
  private final String custodian;

  public DecideEvidence(
      EvidenceRequests evidence,
      Decisions decisions,
      Records records,
      ConsentHeads heads,
      HeadInForce headInForce,
      AskForConsent askForConsent,
      PrepareRelease prepareRelease,
      CheckRelease checkRelease,
      SigningKey signingKey,
      Envelopes envelopes,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      GatewayConfig limits,
      TallystickConfig config) {
    this.evidence = evidence;
    this.decisions = decisions;
    this.records = records;
    this.heads = heads;
    this.headInForce = headInForce;
    this.askForConsent = askForConsent;
    this.prepareRelease = prepareRelease;
    this.checkRelease = checkRelease;
    this.signingKey = signingKey;
    this.envelopes = envelopes;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
    this.custodian = config.org().id();
  }

  public void decide(Handle tx, Evidence asked) {
    if (asked.patientId() == null || asked.recordIds().isEmpty()) {
      deny(tx, asked, null, DenialReason.NO_SUCH_RECORD);
      return;
    }
    switch (headInForce.find(tx, asked.patientId(), asked.grantee())) {
      case HeadInForce.Found.None none -> deny(tx, asked, null, DenialReason.NO_CONSENT);
      case HeadInForce.Found.Behind behind ->
          evidence.decideAfter(tx, asked, clock.instant().plus(limits.decideAgainAfter()));
      case HeadInForce.Found.InForce(var head) -> decide(tx, asked, head);
    }
  }

  /** The patient declined what was asked of them. */
  void refuse(Handle tx, Evidence asked) {
    deny(tx, asked, null, DenialReason.NO_CONSENT);
  }

  private void decide(Handle tx, Evidence asked, Head head) {
    var opened = heads.open(tx, head.opId());
    Map<String, EncounterRecord> content = new LinkedHashMap<>();
    asked.recordIds().forEach(id -> records.readable(tx, id).ifPresent(r -> content.put(id, r)));
    if (content.isEmpty()) {
      deny(tx, asked, null, DenialReason.NO_SUCH_RECORD);
      return;
    }
    var request = asked.request(clock.instant());
    var classes = Set.copyOf(asked.classes());
    switch (EvaluateRelease.evaluate(opened.set(), request, content, classes)) {
      case ReleaseDecision.Deny(var reason) -> deny(tx, asked, head, reason);
      case ReleaseDecision.Permit permit -> permit(tx, asked, head, opened, permit, content);
    }
  }

  /** Prepares what the consents permit, looks at it once more, and sends the decision. */
  void permit(
      Handle tx,
      Evidence asked,
      Head head,
      OpenedConsent opened,
      ReleaseDecision.Permit permit,
      Map<String, EncounterRecord> content) {
    var request = asked.request(clock.instant());
    var leaves = prepareRelease.leaves(opened.set(), request, permit.leaves(), content);
    var fault = checkRelease.fault(opened.set(), request, asked.scope()::covers, content, leaves);
    if (fault.isEmpty()) permit(tx, asked, head, opened, permit.withheld(), leaves);
    else stop(tx, asked, head, fault.get());
  }

  /** Filtering went wrong: nothing leaves, the operator sees it, and the grantee isn't kept. */
  private void stop(Handle tx, Evidence asked, Head head, CheckRelease.Fault fault) {
    LOG.errorf(
        "request %s: nothing is released, leaf %s is outside the decision: %s",
        asked.requestId(), fault.where(), fault.code());
    deny(tx, asked, head, DenialReason.CONSENT_DENIES);
  }

  private void permit(
      Handle tx,
      Evidence asked,
      Head head,
      OpenedConsent opened,
      int withheld,
      List<ReleasePackage.Leaf> leaves) {
    var released =
        new ReleasePackage(
                ids.next(),
                custodian,
                asked.grantee(),
                asked.purpose(),
                head.headId(),
                head.version(),
                ids.salt(),
                leaves)
            .vouchedFor(signingKey::sign);
    var decision = permitted(asked, released, withheld);
    var sealed = envelopes.seal(asked.grantee(), CanonicalJson.bytes(released));
    decisions.add(tx, decision, sealed, clock.instant());
    evidence.decided(tx, asked);
    var commitment =
        Commitment.to(released.releaseSalt(), CanonicalJson.bytes(released.released()));
    var word = asked.word(clock.instant());
    enqueue(
        tx,
        PERMIT,
        asked,
        new LedgerOperation.PermitAccess(
            decision.opId(),
            decision.decisionId(),
            asked.grantee(),
            head.headId(),
            head.version(),
            asked.purpose(),
            asked.claimId(),
            commitment.hex(),
            decision.notAfter()),
        new Opening.Release(
            opened.salt(),
            opened.set(),
            released.releaseSalt(),
            released.released(),
            released.proofs(),
            word.map(WhoAsks::word).orElse(null),
            word.map(WhoAsks::signature).orElse(null),
            released.redactions()));
  }

  private Decision permitted(Evidence asked, ReleasePackage released, int withheld) {
    return new Decision(
        released.decisionId(),
        asked.grantee(),
        asked.requestId(),
        asked.claimId(),
        asked.patientId(),
        asked.purpose(),
        true,
        null,
        false,
        released.headId(),
        released.headVersion(),
        released.leaves().stream().map(l -> l.released().recordId()).distinct().toList(),
        released.leaves().size(),
        withheld,
        clock.instant().plus(limits.releaseValidity()),
        ids.next(),
        Decision.State.PENDING,
        null,
        null);
  }

  void deny(Handle tx, Evidence asked, Head head, DenialReason reason) {
    boolean patientAsked =
        asked.via() == Via.EVIDENCE
            && reason == DenialReason.NO_CONSENT
            && askForConsent.ask(tx, asked);
    var decision = denied(asked, head, reason, patientAsked);
    decisions.add(tx, decision, null, clock.instant());
    evidence.decided(tx, asked);
    enqueue(
        tx,
        DENY,
        asked,
        new LedgerOperation.DenyAccess(
            decision.opId(),
            decision.decisionId(),
            asked.grantee(),
            decision.headId(),
            asked.purpose(),
            asked.claimId(),
            reason),
        null);
  }

  private Decision denied(Evidence asked, Head head, DenialReason reason, boolean consentAsked) {
    return new Decision(
        ids.next(),
        asked.grantee(),
        asked.requestId(),
        asked.claimId(),
        asked.patientId(),
        asked.purpose(),
        false,
        reason,
        consentAsked,
        head == null ? null : head.headId(),
        null,
        List.of(),
        0,
        0,
        null,
        ids.next(),
        Decision.State.PENDING,
        null,
        null);
  }

  private void enqueue(
      Handle tx, String kind, Evidence asked, LedgerOperation operation, Opening opening) {
    var endorsers = List.of(custodian, asked.grantee());
    ledger.enqueue(tx, new LedgerCommand(kind, operation, opening, endorsers, operation.opId()));
  }
}
