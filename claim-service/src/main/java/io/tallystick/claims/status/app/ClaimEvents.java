package io.tallystick.claims.status.app;

import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.inject.Singleton;

/** What every event about a claim must be, beside sealed and on the ledger: from its payer. */
@Singleton
public class ClaimEvents {

  private final LedgerView ledger;

  ClaimEvents(LedgerView ledger) {
    this.ledger = ledger;
  }

  /**
   * The claim as the ledger has it now, which may be further than the event.
   *
   * @throws PoisonEvent if the event isn't the payer's word about this claim
   */
  public LedgerEntry.Claim requireFromPayer(ReceivedEvent<?> event, String claimId) {
    var key = LedgerKeys.claim(claimId);
    if (event.fact() == null || !event.fact().key().equals(key)) {
      throw new PoisonEvent("fact.of-another-entry");
    }
    var claim =
        ledger
            .entry(key, LedgerEntry.Claim.class)
            .orElseThrow(() -> new RetryEvent("claim not read from the chain yet"));
    if (!claim.payer().equals(event.senderOrg())) throw new PoisonEvent("sender.not-the-payer");
    return claim;
  }
}
