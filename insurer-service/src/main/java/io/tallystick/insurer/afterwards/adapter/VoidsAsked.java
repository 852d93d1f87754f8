package io.tallystick.insurer.afterwards.adapter;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** A provider's request to void has no event: the ledger says all there is to it. */
@ApplicationScoped
class VoidsAsked implements LedgerTailListener<LedgerEntry.Claim> {

  private final CaseFiles cases;

  VoidsAsked(CaseFiles cases) {
    this.cases = cases;
  }

  @Override
  public Class<LedgerEntry.Claim> entryType() {
    return LedgerEntry.Claim.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<LedgerEntry.Claim> applied) {
    if (!applied.fact().transaction().equals("claim:requestVoid")) return;
    cases.voidAsked(tx, applied.entry().claimId(), applied.entry().voidAskedAt());
  }
}
