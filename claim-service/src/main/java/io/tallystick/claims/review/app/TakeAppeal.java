package io.tallystick.claims.review.app;

import io.tallystick.claims.review.app.ReviewFiles.Part;
import io.tallystick.claims.review.domain.Review;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * Takes an appeal to the Authority in, or one that passed to it because the payer didn't decide,
 * once each part of its file opens what the ledger holds.
 */
@Singleton
public class TakeAppeal {

  private static final String PASSED_ON = "claim:lapse";

  private final LedgerView ledger;
  private final Reviews reviews;
  private final ReviewFiles files;
  private final Clock clock;

  TakeAppeal(LedgerView ledger, Reviews reviews, ReviewFiles files, Clock clock) {
    this.ledger = ledger;
    this.reviews = reviews;
    this.files = files;
    this.clock = clock;
  }

  /**
   * @throws PoisonEvent if it isn't the provider's, of another step, or a part doesn't open
   */
  public void take(Handle tx, ReceivedEvent<ClaimAppealed> event) {
    var said = event.content();
    var fact = event.requireFact(step(event), LedgerKeys.claim(said.claimId()));
    var claim =
        ledger
            .entry(LedgerKeys.claim(said.claimId()), LedgerEntry.Claim.class)
            .orElseThrow(() -> new RetryEvent("the claim isn't in the own copy of the chain yet"));
    if (!claim.provider().equals(event.senderOrg())) throw new PoisonEvent("sender.mismatch");
    if (claim.version() > fact.version()) return; // decided or taken back meanwhile
    boolean whole =
        claim.position().appealLevel() == ClaimLifecycle.TO_AUTHORITY
            && claim.appeal().by().name().equals(said.by())
            && opens(claim.appeal().commitment(), said.salt(), said.document())
            && opens(claim.commitment(), said.claimSalt(), said.claim())
            && opens(claim.adjudicationCommitment(), said.adjudicationSalt(), said.adjudication());
    if (!whole) throw new PoisonEvent("commitment.does-not-open");
    keep(tx, said);
    reviews.enter(
        tx,
        new Review(
            said.claimId(),
            claim.provider(),
            claim.payer(),
            said.by(),
            clock.instant(),
            Review.State.WAITING,
            null));
  }

  private static String step(ReceivedEvent<?> event) {
    boolean passedOn = event.fact() != null && event.fact().transaction().equals(PASSED_ON);
    return passedOn ? PASSED_ON : "claim:appeal";
  }

  private void keep(Handle tx, ClaimAppealed said) {
    files.keep(tx, said.claimId(), Part.APPEAL, new SaltedDocument(said.salt(), said.document()));
    files.keep(tx, said.claimId(), Part.CLAIM, new SaltedDocument(said.claimSalt(), said.claim()));
    files.keep(
        tx,
        said.claimId(),
        Part.ADJUDICATION,
        new SaltedDocument(said.adjudicationSalt(), said.adjudication()));
  }

  private static boolean opens(String commitment, byte[] salt, byte[] document) {
    return commitment != null && new Commitment(commitment).opensWith(salt, document);
  }
}
