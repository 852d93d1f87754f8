package io.tallystick.claims.status.app;

import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.org.Org;
import jakarta.inject.Singleton;

/** What every event about a claim must be, beside sealed and on the ledger: from who may say it. */
@Singleton
public class ClaimEvents {

  private final LedgerView ledger;
  private final Orgs orgs;

  ClaimEvents(LedgerView ledger, Orgs orgs) {
    this.ledger = ledger;
    this.orgs = orgs;
  }

  /**
   * The claim as the ledger has it now, which may be further than the event.
   *
   * @throws PoisonEvent if the event isn't the payer's word about this claim
   */
  public LedgerEntry.Claim requireFromPayer(ReceivedEvent<?> event, String claimId) {
    var claim = entry(event, claimId);
    if (!claim.payer().equals(event.senderOrg())) throw new PoisonEvent("sender.not-the-payer");
    return claim;
  }

  /**
   * The same for whoever may decide: the payer, or the Authority a claim that it was appealed to.
   */
  public LedgerEntry.Claim requireFromDecider(ReceivedEvent<?> event, String claimId) {
    var claim = entry(event, claimId);
    boolean payer = claim.payer().equals(event.senderOrg());
    boolean authority =
        claim.position().appealLevel() == ClaimLifecycle.TO_AUTHORITY
            && orgs.byId(event.senderOrg())
                .filter(org -> org.role() == Org.Role.AUTHORITY)
                .isPresent();
    if (!payer && !authority) throw new PoisonEvent("sender.not-the-decider");
    return claim;
  }

  private LedgerEntry.Claim entry(ReceivedEvent<?> event, String claimId) {
    var key = LedgerKeys.claim(claimId);
    if (event.fact() == null || !event.fact().key().equals(key)) {
      throw new PoisonEvent("fact.of-another-entry");
    }
    return ledger
        .entry(key, LedgerEntry.Claim.class)
        .orElseThrow(() -> new RetryEvent("claim not read from the chain yet"));
  }
}
