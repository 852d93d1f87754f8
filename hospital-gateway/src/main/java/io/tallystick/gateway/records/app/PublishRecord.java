package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.app.Records.Row;
import io.tallystick.gateway.records.app.Records.State;
import io.tallystick.gateway.records.domain.EncounterBundle;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Seals the resources of one encounter, each with its own salt and attributes, and anchors their
 * root on the ledger. An encounter is published once; the same content again is the same record.
 */
@ApplicationScoped
public class PublishRecord {

  /** Kind of the ledger command. */
  public static final String KIND = "record.publish";

  /**
   * @param created false if this encounter was published before, with the same content
   */
  public record Publication(
      String recordId,
      String patientId,
      String encounter,
      int resources,
      String opId,
      boolean created) {}

  private final Transactions transactions;
  private final Records records;
  private final IdentifySubject identifySubject;
  private final LabelResources labelResources;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final String encounterSystem;

  public PublishRecord(
      Transactions transactions,
      Records records,
      IdentifySubject identifySubject,
      LabelResources labelResources,
      LedgerCommands ledger,
      Ids ids,
      TallystickConfig config) {
    this.transactions = transactions;
    this.records = records;
    this.identifySubject = identifySubject;
    this.labelResources = labelResources;
    this.ledger = ledger;
    this.ids = ids;
    this.encounterSystem = "https://tallystick.example/ns/encounter/" + config.org().id();
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code record.encounter-unidentified},
   *     {@code record.encounter-undated}, {@code patient.unknown}, {@code record.several-patients};
   *     409 {@code record.exists}
   */
  public Publication publish(EncounterBundle bundle) {
    var encounters = bundle.identifiers(encounterSystem);
    if (encounters.isEmpty()) {
      throw Problem.unprocessable(
              "record.encounter-unidentified",
              "the Encounter has no identifier of this institution")
          .exception();
    }
    var record = record(bundle, encounters);
    return transactions.inTransaction(
        tx -> {
          var patientId = identifySubject.identify(tx, bundle);
          records.reserve(tx, encounters);
          var content =
              records.content(bundle.resources().stream().map(Resource::document).toList());
          var before =
              encounters.stream().flatMap(e -> records.byEncounter(tx, e).stream()).findFirst();
          return before
              .map(row -> again(row, patientId, content, encounters.getFirst()))
              .orElseGet(() -> publish(tx, patientId, content, record));
        });
  }

  private EncounterRecord record(EncounterBundle bundle, List<String> encounters) {
    var date =
        bundle
            .date()
            .orElseThrow(
                () ->
                    Problem.unprocessable(
                            "record.encounter-undated", "the Encounter's period has no start")
                        .exception());
    var resources = bundle.resources();
    var attributes = labelResources.label(resources, date);
    var insides = labelResources.insides(resources, date);
    var leaves = new ArrayList<RecordLeaf>();
    for (int i = 0; i < resources.size(); i++) {
      var resource = resources.get(i);
      leaves.add(
          new RecordLeaf(
              resource.document(),
              ids.salt(),
              attributes.get(i),
              resource.names(),
              insides.get(i)));
    }
    return new EncounterRecord(encounters, bundle.title().orElse(null), date, leaves);
  }

  private Publication publish(Handle tx, String patientId, String content, EncounterRecord record) {
    var recordId = ids.next();
    var opId = ids.next();
    var root = record.tree().root();
    int leaves = record.leaves().size();
    var row = new Row(recordId, patientId, content, leaves, opId, State.PENDING, null, null);
    records.add(tx, row, root, record);
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new LedgerOperation.PublishRecord(opId, recordId, root, leaves),
            null,
            List.of(),
            recordId));
    return new Publication(recordId, patientId, record.encounters().getFirst(), leaves, opId, true);
  }

  private static Publication again(Row before, String patientId, String content, String encounter) {
    if (!before.content().equals(content) || !before.patientId().equals(patientId)) {
      throw Problem.conflict("record.exists", "this encounter is published with other content")
          .exception();
    }
    return new Publication(
        before.recordId(), patientId, encounter, before.leaves(), before.opId(), false);
  }
}
