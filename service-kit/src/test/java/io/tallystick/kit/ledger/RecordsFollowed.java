package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class RecordsFollowed implements LedgerTailListener<LedgerEntry.Record> {

  private final List<String> applied = new CopyOnWriteArrayList<>();

  long timesApplied(String recordId) {
    return applied.stream().filter(recordId::equals).count();
  }

  @Override
  public Class<LedgerEntry.Record> entryType() {
    return LedgerEntry.Record.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<LedgerEntry.Record> entry) {
    tx.afterCommit(() -> applied.add(entry.entry().recordId()));
  }
}
