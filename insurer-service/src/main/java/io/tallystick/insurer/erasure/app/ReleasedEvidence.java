package io.tallystick.insurer.erasure.app;

import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.kit.erasure.HeldContent;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Evidence that custodians released for claims. What a decision rests on stays as long as the
 * insurer has to answer for it; of a claim that was cancelled or reversed, nothing does.
 */
@ApplicationScoped
public class ReleasedEvidence implements HeldContent {

  private final Releases releases;
  private final LedgerView ledger;
  private final RetentionPolicy policy;
  private final Clock clock;

  ReleasedEvidence(Releases releases, LedgerView ledger, RetentionPolicy policy, Clock clock) {
    this.releases = releases;
    this.ledger = ledger;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Optional<Retention> retention(Handle tx, Access access) {
    if (!releases.isKept(tx, access.accessId())) return Optional.empty();
    return ledger
        .entry(LedgerKeys.claim(access.claimId()), Claim.class)
        .flatMap(claim -> retention(claim, access))
        .filter(kept -> kept.until().isAfter(clock.instant()));
  }

  private Optional<Retention> retention(Claim claim, Access access) {
    return switch (claim.state()) {
      case SUBMITTED, PENDED -> inProgress(access);
      case ADJUDICATED, SETTLED, APPEALED -> decided(claim);
      case CANCELLED, REVERSED -> Optional.empty();
    };
  }

  /** Once said, the time stands: looking again doesn't move it. */
  private Optional<Retention> inProgress(Access access) {
    var ground = RetentionGround.CLAIM_IN_PROGRESS;
    var said = access.receipt();
    if (said != null && said.ground() == ground) {
      return Optional.of(new Retention(ground, said.until()));
    }
    return Optional.of(new Retention(ground, after(clock.instant(), policy.inProgress())));
  }

  private Optional<Retention> decided(Claim claim) {
    var since = claim.decidedAt() == null ? claim.at() : claim.decidedAt();
    return Optional.of(
        new Retention(RetentionGround.LEGAL_OBLIGATION, after(since, policy.decided())));
  }

  private static Instant after(Instant since, Duration period) {
    return since.plus(period).truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public List<String> termsOver(Handle tx, Instant now) {
    return releases.termsOver(tx, now);
  }

  @Override
  public void erase(Handle tx, String accessId) {
    releases.erase(tx, accessId);
  }
}
