package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.app.PublishRecord.Publication;
import io.tallystick.gateway.records.app.RecordVersions.Version;
import io.tallystick.gateway.records.app.Records.Row;
import io.tallystick.gateway.records.app.Records.State;
import io.tallystick.gateway.records.domain.AmendedRecord;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.RecordContent;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.RecordOperation.SupersedeRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Adds resources to a record, or puts them in the place of others: another record with a root of
 * its own, that supersedes the first on the ledger. Nothing is released from the first any more.
 */
@ApplicationScoped
public class AmendRecord {

  /** Kind of the ledger command. */
  public static final String KIND = "record.supersede";

  /** A record is published at its version 1 and superseded at once or never. */
  private static final long PUBLISHED = 1;

  private final Transactions transactions;
  private final Records records;
  private final RecordVersions versions;
  private final IdentifySubject identifySubject;
  private final LabelResources labelResources;
  private final ReadResource readResource;
  private final LedgerCommands ledger;
  private final Ids ids;

  public AmendRecord(
      Transactions transactions,
      Records records,
      RecordVersions versions,
      IdentifySubject identifySubject,
      LabelResources labelResources,
      ReadResource readResource,
      LedgerCommands ledger,
      Ids ids) {
    this.transactions = transactions;
    this.records = records;
    this.versions = versions;
    this.identifySubject = identifySubject;
    this.labelResources = labelResources;
    this.readResource = readResource;
    this.ledger = ledger;
    this.ids = ids;
  }

  /**
   * @param encounters identifiers of the Encounter, if there is one among the resources
   * @return the record as it is if it holds all of this already
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code patient.unknown}, {@code
   *     record.several-patients}; 409 {@code record.another-patient}, {@code record.withdrawn}
   */
  public Publication amend(String recordId, RecordContent more, List<String> encounters) {
    return transactions.inTransaction(
        tx -> {
          var patientId = identifySubject.identify(tx, more);
          var newest = versions.newest(tx, recordId);
          var row = records.byId(tx, newest.recordId()).orElseThrow();
          requireAmendable(row, patientId);
          var before = records.open(tx, row.recordId());
          return AmendedRecord.of(
                  before, more, encounters, labelResources, readResource::read, ids::salt)
              .map(record -> supersede(tx, newest, row, record))
              .orElseGet(() -> asItIs(row, before));
        });
  }

  private static void requireAmendable(Row row, String patientId) {
    if (!row.patientId().equals(patientId)) {
      throw Problem.conflict("record.another-patient", "the encounter is another patient's")
          .exception();
    }
    if (row.state() != State.PENDING && row.state() != State.PUBLISHED) {
      throw Problem.conflict("record.withdrawn", "the record is not in force any more").exception();
    }
  }

  private Publication supersede(Handle tx, Version newest, Row before, EncounterRecord record) {
    var recordId = ids.next();
    var opId = ids.next();
    var root = record.tree().root();
    int leaves = record.leaves().size();
    var content = records.content(record.leaves().stream().map(RecordLeaf::document).toList());
    records.add(
        tx,
        new Row(recordId, before.patientId(), content, leaves, opId, State.PENDING, null, null),
        root,
        record);
    versions.add(tx, recordId, newest);
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new SupersedeRecord(opId, newest.recordId(), PUBLISHED, recordId, root, leaves),
            null,
            List.of(),
            newest.chain()));
    return new Publication(
        recordId, before.patientId(), encounter(record), leaves, opId, true, newest.recordId());
  }

  private static Publication asItIs(Row row, EncounterRecord record) {
    return new Publication(
        row.recordId(), row.patientId(), encounter(record), row.leaves(), row.opId(), false, null);
  }

  private static String encounter(EncounterRecord record) {
    return record.encounters().stream().findFirst().orElse(null);
  }
}
