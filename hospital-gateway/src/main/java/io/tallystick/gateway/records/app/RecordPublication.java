package io.tallystick.gateway.records.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.RecordPublished;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** What follows when a record's root is on the ledger: the own claim-service hears of it. */
@ApplicationScoped
public class RecordPublication implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(RecordPublication.class);

  private final Records records;
  private final Outbox outbox;
  private final String ownOrg;

  public RecordPublication(Records records, Outbox outbox, TallystickConfig config) {
    this.records = records;
    this.outbox = outbox;
    this.ownOrg = config.org().id();
  }

  @Override
  public String kind() {
    return PublishRecord.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var row = records.byOperation(tx, command.opId()).orElseThrow();
    records.published(tx, row.recordId(), receipt.txid(), receipt.block(), receipt.committedAt());
    outbox.add(
        tx,
        new OutgoingEvent(
            "record.published",
            ownOrg,
            OutgoingEvent.RECORDS,
            row.recordId(),
            receipt,
            new RecordPublished(row.recordId()),
            false));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var row = records.byOperation(tx, command.opId()).orElseThrow();
    LOG.errorf("the ledger refused record %s: %s", row.recordId(), why.code());
    records.refused(tx, row.recordId());
  }
}
