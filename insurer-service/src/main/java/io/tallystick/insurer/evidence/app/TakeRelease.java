package io.tallystick.insurer.evidence.app;

import io.tallystick.insurer.adjudication.app.AdvanceCase;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.EvidenceRefused;
import io.tallystick.kit.events.content.EvidenceReleased;
import io.tallystick.kit.observe.Traceparent;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes the custodian's answer to the latest request: a release to fetch, or a refusal. */
@ApplicationScoped
public class TakeRelease {

  private final CaseFiles cases;
  private final Releases releases;
  private final PendForEvidence pendForEvidence;
  private final BilledClaims billedClaims;
  private final AdvanceCase advanceCase;
  private final RelaySession relays;
  private final Clock clock;

  public TakeRelease(
      CaseFiles cases,
      Releases releases,
      PendForEvidence pendForEvidence,
      BilledClaims billedClaims,
      AdvanceCase advanceCase,
      RelaySession relays,
      Clock clock) {
    this.cases = cases;
    this.releases = releases;
    this.pendForEvidence = pendForEvidence;
    this.billedClaims = billedClaims;
    this.advanceCase = advanceCase;
    this.relays = relays;
    this.clock = clock;
  }

  public void released(Handle tx, ReceivedEvent<EvidenceReleased> event) {
    var told = event.content();
    event.requireFact("access:permit", LedgerKeys.access(told.decisionId()));
    if (told.notAfter() == null) throw new PoisonEvent("release.without-end");
    var file = asked(tx, event, told.claimId(), told.requestId());
    if (file.isEmpty()) return;
    var release =
        new Release(
            told.decisionId(),
            told.claimId(),
            event.senderOrg(),
            told.notAfter(),
            told.leaves(),
            told.withheld(),
            Releases.State.DUE,
            0,
            Traceparent.current());
    releases.announce(tx, release, clock.instant());
    cases.fetching(tx, file.get());
    relays.wakeAfterCommit(tx);
  }

  public void refused(Handle tx, ReceivedEvent<EvidenceRefused> event) {
    var told = event.content();
    event.requireFact("access:deny", LedgerKeys.access(told.decisionId()));
    var file = asked(tx, event, told.claimId(), told.requestId());
    if (file.isEmpty()) return;
    var denial = denial(told.reason());
    if (denial == DenialReason.NO_CONSENT && !told.consentAsked()) {
      // The patient declined and isn't asked again: nothing is left to wait for.
      var billed = billedClaims.open(tx, file.get().claimId());
      advanceCase.advance(tx, file.get(), billed, AdvanceCase.Trigger.OVERDUE);
      return;
    }
    var reason =
        switch (denial) {
          case NO_CONSENT, CONSENT_DENIES -> PendReason.CONSENT_AWAITED;
          case NO_SUCH_RECORD -> PendReason.EVIDENCE_INCOMPLETE;
        };
    pendForEvidence.pend(tx, file.get(), reason);
  }

  private static DenialReason denial(String name) {
    return Arrays.stream(DenialReason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new PoisonEvent("denial.unknown"));
  }

  /** The case if it waits for this very answer; an answer to an older request changes nothing. */
  private Optional<CaseFile> asked(
      Handle tx, ReceivedEvent<?> event, String claimId, String requestId) {
    var file = cases.lock(tx, claimId).orElseThrow(() -> new PoisonEvent("claim.unknown"));
    if (!file.provider().equals(event.senderOrg())) throw new PoisonEvent("sender.mismatch");
    return Optional.of(file)
        .filter(f -> f.stage() == CaseStage.EVIDENCE_ASKED)
        .filter(f -> f.requestId().filter(requestId::equals).isPresent());
  }
}
