package io.tallystick.claims;

import io.quarkus.arc.All;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Tells whoever follows the ledger of a claim's step, as the block tail does. */
@Singleton
public class Tail {

  private final List<LedgerTailListener<?>> listeners;
  private final LedgerView ledger;

  Tail(@All List<LedgerTailListener<?>> listeners, LedgerView ledger) {
    this.listeners = listeners;
    this.ledger = ledger;
  }

  /** With the claim as the own copy of the chain has it. */
  @SuppressWarnings("unchecked")
  public void applied(Handle tx, String claimId, LedgerFact step) {
    var key = LedgerKeys.claim(claimId);
    var entry = ledger.entry(key, LedgerEntry.Claim.class).orElseThrow();
    listeners.stream()
        .filter(listener -> listener.entryType() == LedgerEntry.Claim.class)
        .map(listener -> (LedgerTailListener<LedgerEntry.Claim>) listener)
        .forEach(listener -> listener.applied(tx, new AppliedEntry<>(key, entry, step)));
  }
}
