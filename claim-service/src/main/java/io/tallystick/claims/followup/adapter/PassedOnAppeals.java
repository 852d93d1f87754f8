package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.remittance.app.ClaimFile;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.sealing.KeyDestroyed;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * The Authority took over an appeal that the payer let lie: the provider, who has the file, hands
 * it over, as with an appeal of its own.
 */
@ApplicationScoped
class PassedOnAppeals implements LedgerTailListener<LedgerEntry.Claim> {

  private static final Logger LOG = Logger.getLogger(PassedOnAppeals.class);

  private final RequestBook requests;
  private final SealedStore sealed;
  private final ClaimFile claimFile;
  private final Orgs orgs;
  private final Outbox outbox;
  private final Clock clock;
  private final String ownOrg;

  PassedOnAppeals(
      RequestBook requests,
      SealedStore sealed,
      ClaimFile claimFile,
      Orgs orgs,
      Outbox outbox,
      Clock clock,
      TallystickConfig config) {
    this.requests = requests;
    this.sealed = sealed;
    this.claimFile = claimFile;
    this.orgs = orgs;
    this.outbox = outbox;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  @Override
  public Class<LedgerEntry.Claim> entryType() {
    return LedgerEntry.Claim.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<LedgerEntry.Claim> applied) {
    boolean passedOn = applied.fact().transaction().equals("claim:lapse");
    if (!passedOn || !applied.entry().provider().equals(ownOrg)) return;
    var by =
        orgs.byMsp(applied.fact().creatorMsp()).filter(org -> org.status() == Org.Status.ACTIVE);
    var file = by.flatMap(authority -> unbroken(tx, applied.entry()));
    if (file.isEmpty()) {
      // Nothing may stop the tail; the ledger still says that the Authority decides.
      LOG.warnf("no file to hand over for claim %s", applied.entry().claimId());
      return;
    }
    outbox.add(
        tx,
        new OutgoingEvent(
            "claim.appealed",
            by.get().id(),
            OutgoingEvent.CLAIMS,
            applied.entry().claimId(),
            receipt(applied.fact()),
            file.get(),
            true));
  }

  private Optional<ClaimAppealed> unbroken(Handle tx, LedgerEntry.Claim claim) {
    try {
      return file(tx, claim);
    } catch (SealBroken | KeyDestroyed unreadable) {
      return Optional.empty();
    }
  }

  private Optional<ClaimAppealed> file(Handle tx, LedgerEntry.Claim claim) {
    var appeal =
        requests
            .appeal(tx, claim.claimId())
            .flatMap(opId -> sealed.open(tx, "appeal/" + opId))
            .map(SaltedDocument::of);
    var submitted = claimFile.submitted(tx, claim.claimId());
    var answered = claimFile.answered(tx, claim.claimId());
    if (appeal.isEmpty() || submitted.isEmpty() || answered.isEmpty()) return Optional.empty();
    return Optional.of(
        new ClaimAppealed(
            claim.claimId(),
            ClaimLifecycle.TO_AUTHORITY,
            claim.appeal().by().name(),
            appeal.get().document(),
            appeal.get().salt(),
            submitted.get().document(),
            submitted.get().salt(),
            answered.get().document(),
            answered.get().salt()));
  }

  private LedgerReceipt receipt(LedgerFact fact) {
    var accepted = new Accepted(fact.opId(), fact.transaction(), fact.key(), fact.version());
    return new LedgerReceipt(fact.txid(), fact.block(), accepted, clock.instant());
  }
}
