package io.tallystick.gateway.erasure.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.vocabulary.ledger.LedgerEntry.Record;
import io.tallystick.vocabulary.ledger.LedgerEntry.RecordState;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * A database that came back from a backup knows nothing of an erasure; the ledger does. Its keys
 * were destroyed, and what can't be read is marked so again.
 */
@ApplicationScoped
public class ErasedOnLedger implements LedgerTailListener<Record> {

  private final RecordErasures erasures;
  private final String ownOrg;

  public ErasedOnLedger(RecordErasures erasures, TallystickConfig config) {
    this.erasures = erasures;
    this.ownOrg = config.org().id();
  }

  @Override
  public Class<Record> entryType() {
    return Record.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<Record> applied) {
    var entry = applied.entry();
    if (entry.state() != RecordState.ERASED || !entry.custodian().equals(ownOrg)) return;
    var opId = applied.fact().opId();
    var known = erasures.lock(tx, entry.recordId());
    if (known.isEmpty()) return;
    if (erasures.of(tx, entry.recordId()).isEmpty()) {
      erasures.erase(tx, entry.recordId(), null, null, opId);
    }
    erasures.recorded(tx, opId, applied.fact().txid());
  }
}
