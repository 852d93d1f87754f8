package io.tallystick.gateway.records.app;

import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What follows when another version of a record is on the ledger: it is the encounter's record. */
@ApplicationScoped
public class RecordSuperseded implements LedgerOutcomeHandler {

  private final Records records;
  private final RecordVersions versions;
  private final RecordPublication publication;

  public RecordSuperseded(Records records, RecordVersions versions, RecordPublication publication) {
    this.records = records;
    this.versions = versions;
    this.publication = publication;
  }

  @Override
  public String kind() {
    return AmendRecord.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    versions.tookPlace(tx, records.byOperation(tx, command.opId()).orElseThrow().recordId());
    publication.accepted(tx, command, receipt);
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    publication.refused(tx, command, why);
  }
}
