package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.gateway.consents.domain.Coverage;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.OpenedConsent;
import io.tallystick.gateway.records.app.Records;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.gateway.release.domain.EvaluateScope;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.release.domain.Evidence.Outcome;
import io.tallystick.gateway.release.domain.Evidence.State;
import io.tallystick.gateway.release.domain.ReleaseDecision;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Decides on a Task: at once if a consent covers any of it or denies all of it; else it waits for
 * the patient until its deadline. Whether there is such a patient or such records makes no
 * difference to a requester whom no consent covers.
 */
@ApplicationScoped
public class DecideTask {

  private final EvidenceRequests evidence;
  private final DecideEvidence decideEvidence;
  private final AskForConsent askForConsent;
  private final HeadInForce headInForce;
  private final ConsentHeads heads;
  private final Records records;
  private final SensitivityLabels labels;
  private final Clock clock;

  public DecideTask(
      EvidenceRequests evidence,
      DecideEvidence decideEvidence,
      AskForConsent askForConsent,
      HeadInForce headInForce,
      ConsentHeads heads,
      Records records,
      SensitivityLabels labels,
      Clock clock) {
    this.evidence = evidence;
    this.decideEvidence = decideEvidence;
    this.askForConsent = askForConsent;
    this.headInForce = headInForce;
    this.heads = heads;
    this.records = records;
    this.labels = labels;
    this.clock = clock;
  }

  public void decide(Handle tx, Evidence asked) {
    if (asked.lapsed(clock.instant())) {
      refuse(tx, asked, Outcome.LAPSED);
    } else if (asked.patientId() == null) {
      awaitConsent(tx, asked);
    } else {
      switch (headInForce.find(tx, asked.patientId(), asked.grantee())) {
        case HeadInForce.Found.None none -> awaitConsent(tx, asked);
        case HeadInForce.Found.Behind behind ->
            evidence.decideAfter(tx, asked, clock.instant().plusMillis(500));
        case HeadInForce.Found.InForce(var head) -> decide(tx, asked, head);
      }
    }
  }

  /** Without a consent, and for good. */
  void refuse(Handle tx, Evidence asked, Outcome outcome) {
    evidence.outcome(tx, asked, outcome);
    decideEvidence.deny(tx, asked, null, DenialReason.NO_CONSENT);
  }

  private void decide(Handle tx, Evidence asked, Head head) {
    var opened = heads.open(tx, head.opId());
    var request = asked.request(clock.instant());
    var coverage =
        Coverage.of(
            opened.set(),
            request,
            asked.scope(),
            code -> labels.of(code).collect(Collectors.toSet()));
    switch (coverage) {
      case NONE -> awaitConsent(tx, asked);
      case DENIED -> decideEvidence.deny(tx, asked, head, DenialReason.CONSENT_DENIES);
      case FULL, PART -> {
        evidence.outcome(tx, asked, coverage == Coverage.PART ? Outcome.PART : null);
        release(tx, asked, head, opened, request);
      }
    }
  }

  private void release(
      Handle tx, Evidence asked, Head head, OpenedConsent opened, AccessRequest request) {
    Map<String, EncounterRecord> content = new LinkedHashMap<>();
    records
        .published(tx, asked.patientId())
        .forEach(
            row ->
                records
                    .readable(tx, row.recordId())
                    .ifPresent(record -> content.put(row.recordId(), record)));
    switch (EvaluateScope.evaluate(opened.set(), request, content, asked.scope())) {
      case ReleaseDecision.Deny(var reason) -> decideEvidence.deny(tx, asked, head, reason);
      case ReleaseDecision.Permit permit ->
          decideEvidence.permit(tx, asked, head, opened, permit, content);
    }
  }

  /** Once only: a consent that was there and is gone isn't asked for again. */
  private void awaitConsent(Handle tx, Evidence asked) {
    if (asked.state() == State.READY || asked.state() == State.ANSWERED) {
      refuse(tx, asked, Outcome.WITHDRAWN);
    } else if (!clock.instant().isBefore(asked.deadline())) {
      refuse(tx, asked, Outcome.LAPSED);
    } else {
      if (asked.patientId() != null) askForConsent.ask(tx, asked);
      evidence.awaitConsent(tx, asked);
    }
  }
}
