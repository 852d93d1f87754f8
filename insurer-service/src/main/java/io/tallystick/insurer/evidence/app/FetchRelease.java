package io.tallystick.insurer.evidence.app;

import io.tallystick.insurer.adjudication.app.AdvanceCase;
import io.tallystick.insurer.adjudication.app.AdvanceCase.Trigger;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.insurer.evidence.app.ReleaseSource.Fetched;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.insurer.evidence.app.VerifyRelease.Verdict;
import io.tallystick.kit.erasure.OwedReceipts;
import io.tallystick.kit.persistence.Pause;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Fetches one release, verifies it and goes on with its claim. A custodian that doesn't answer is
 * tried again until the release expires; a release that is gone or isn't genuine is asked for anew,
 * a bounded number of times.
 */
@ApplicationScoped
public class FetchRelease {

  private static final Logger LOG = Logger.getLogger(FetchRelease.class);

  private final EvidencePolicy policy;
  private final Transactions transactions;
  private final Releases releases;
  private final ReleaseSource source;
  private final Envelopes envelopes;
  private final VerifyRelease verifyRelease;
  private final CaseFiles cases;
  private final BilledClaims billedClaims;
  private final AdvanceCase advanceCase;
  private final AskForEvidence askForEvidence;
  private final PendForEvidence pendForEvidence;
  private final OwedReceipts owedReceipts;
  private final Clock clock;

  public FetchRelease(
      EvidencePolicy policy,
      Transactions transactions,
      Releases releases,
      ReleaseSource source,
      Envelopes envelopes,
      VerifyRelease verifyRelease,
      CaseFiles cases,
      BilledClaims billedClaims,
      AdvanceCase advanceCase,
      AskForEvidence askForEvidence,
      PendForEvidence pendForEvidence,
      OwedReceipts owedReceipts,
      Clock clock) {
    this.policy = policy;
    this.transactions = transactions;
    this.releases = releases;
    this.source = source;
    this.envelopes = envelopes;
    this.verifyRelease = verifyRelease;
    this.cases = cases;
    this.billedClaims = billedClaims;
    this.advanceCase = advanceCase;
    this.askForEvidence = askForEvidence;
    this.pendForEvidence = pendForEvidence;
    this.owedReceipts = owedReceipts;
    this.clock = clock;
  }

  public void fetch(Release release) {
    var fetched =
        clock.instant().isAfter(release.notAfter())
            ? new Fetched.Gone("release.expired")
            : source.fetch(release);
    transactions.useTransaction(
        tx -> {
          // The case before the release: one order of locks everywhere.
          cases.lock(tx, release.claimId());
          releases.lockDue(tx, release.decisionId()).ifPresent(due -> take(tx, due, fetched));
        });
  }

  private void take(Handle tx, Release release, Fetched fetched) {
    switch (fetched) {
      case Fetched.Sealed(var compact) -> open(tx, release, compact);
      case Fetched.Gone(var code) -> lost(tx, release, code);
      case Fetched.Unreachable() -> {
        var pause = new Pause(policy.firstPause(), policy.longestPause());
        releases.postpone(
            tx, release.decisionId(), clock.instant().plus(pause.before(release.attempts() + 1)));
      }
    }
  }

  private void open(Handle tx, Release release, String compact) {
    // Fetched a moment before the revocation: what a receipt calls erased isn't kept afterwards.
    if (owedReceipts.isOwed(tx, release.decisionId())) {
      lost(tx, release, "release.withdrawn");
      return;
    }
    switch (verified(release, compact)) {
      case Verified.Genuine(var access, var bytes, var types) -> {
        releases.keep(tx, access, types, bytes, clock.instant());
        goOn(tx, release.claimId());
      }
      case Verified.Faulty(var code) -> lost(tx, release, code);
    }
  }

  private sealed interface Verified {
    record Genuine(Access access, byte[] bytes, Set<String> types) implements Verified {}

    record Faulty(String code) implements Verified {}
  }

  private Verified verified(Release release, String compact) {
    try {
      var bytes = envelopes.open(compact);
      var given = CanonicalJson.read(bytes, ReleasePackage.class);
      return switch (verifyRelease.verify(release, given)) {
        case Verdict.Faulty(var code) -> new Verified.Faulty(code);
        case Verdict.Genuine(var access) -> new Verified.Genuine(access, bytes, types(given));
      };
    } catch (SealBroken | IllegalArgumentException | NullPointerException notAPackage) {
      return new Verified.Faulty("release.malformed");
    }
  }

  private static Set<String> types(ReleasePackage given) {
    return given.released().stream()
        .map(leaf -> leaf.attributes().type())
        .collect(Collectors.toSet());
  }

  private void goOn(Handle tx, String claimId) {
    var file = cases.lock(tx, claimId).orElseThrow();
    if (file.stage() != CaseStage.FETCHING) return;
    advanceCase.advance(tx, file, billedClaims.open(tx, claimId), Trigger.RELEASED);
  }

  private void lost(Handle tx, Release release, String code) {
    LOG.infof("claim %s: release %s lost, %s", release.claimId(), release.decisionId(), code);
    releases.lose(tx, release.decisionId(), code);
    var file = cases.lock(tx, release.claimId()).orElseThrow();
    if (file.stage() != CaseStage.FETCHING) return;
    if (file.asks() < policy.asks()) {
      var claim = billedClaims.open(tx, file.claimId()).content();
      askForEvidence.ask(tx, file, claim, file.needed());
    } else {
      pendForEvidence.pend(tx, file, PendReason.EVIDENCE_INCOMPLETE);
    }
  }
}
