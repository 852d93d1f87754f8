package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.app.Records.Row;
import io.tallystick.gateway.records.app.Records.State;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.RecordContent;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Seals the resources of one encounter, or of none, each with its own salt and attributes, and
 * anchors their root on the ledger. What is published once is the same record when sent again.
 */
@ApplicationScoped
public class PublishRecord {

  /** Kind of the ledger command. */
  public static final String KIND = "record.publish";

  /**
   * @param encounter absent for resources that belong to none
   * @param created false if it was published before, with the same content
   * @param supersedes the record whose place it takes; absent if none
   */
  public record Publication(
      String recordId,
      String patientId,
      String encounter,
      int resources,
      String opId,
      boolean created,
      String supersedes) {}

  /** Begins the names of records without an encounter: no identifier has that character. */
  private static final String OWN = "\u0001 ";

  private final Transactions transactions;
  private final Records records;
  private final RecordVersions versions;
  private final IdentifySubject identifySubject;
  private final LabelResources labelResources;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final String encounterSystem;

  public PublishRecord(
      Transactions transactions,
      Records records,
      RecordVersions versions,
      IdentifySubject identifySubject,
      LabelResources labelResources,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.transactions = transactions;
    this.records = records;
    this.versions = versions;
    this.identifySubject = identifySubject;
    this.labelResources = labelResources;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.encounterSystem = "https://tallystick.example/ns/encounter/" + config.org().id();
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code record.encounter-unidentified},
   *     {@code record.encounter-undated}, {@code patient.unknown}, {@code record.several-patients};
   *     409 {@code record.exists}
   */
  public Publication publish(RecordContent sent) {
    var encounters = sent.identifiers(encounterSystem);
    if (encounters.isEmpty() && sent.encounter().isPresent()) {
      throw Problem.unprocessable(
              "record.encounter-unidentified",
              "the Encounter has no identifier of this institution")
          .exception();
    }
    return transactions.inTransaction(
        tx -> {
          var patientId = identifySubject.identify(tx, sent);
          var content = records.content(sent.resources().stream().map(Resource::document).toList());
          var names = encounters.isEmpty() ? List.of(ownName(sent, content)) : encounters;
          records.reserve(tx, names);
          var before = names.stream().flatMap(e -> records.byEncounter(tx, e).stream()).findFirst();
          var encounter = encounters.stream().findFirst().orElse(null);
          return before
              .map(row -> again(tx, row, patientId, content, encounter))
              .orElseGet(() -> publish(tx, patientId, content, sent, encounters, names));
        });
  }

  /** By what a resource without an encounter is found again: its id in the source system. */
  Optional<String> ownName(RecordContent sent) {
    return sent.resources().stream()
        .filter(r -> !r.type().equals("Patient"))
        .findFirst()
        .filter(r -> r.content().get("id") instanceof String)
        .map(r -> OWN + r.type() + " " + hexadecimal(r.content().get("id").toString()));
  }

  private String ownName(RecordContent sent, String content) {
    return ownName(sent).orElse(OWN + content);
  }

  /** The blind index makes no difference between upper and lower case, FHIR's ids do. */
  private static String hexadecimal(String id) {
    return HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }

  private EncounterRecord record(RecordContent sent, List<String> encounters) {
    var date = sent.date().orElseGet(() -> undated(sent));
    var resources = sent.resources();
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
    return new EncounterRecord(encounters, sent.title().orElse(null), date, leaves);
  }

  /** Without an encounter, what has no date counts as of the day it was sent. */
  private LocalDate undated(RecordContent sent) {
    if (sent.encounter().isEmpty()) return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    throw Problem.unprocessable("record.encounter-undated", "the Encounter's period has no start")
        .exception();
  }

  private Publication publish(
      Handle tx,
      String patientId,
      String content,
      RecordContent sent,
      List<String> encounters,
      List<String> names) {
    var record = record(sent, encounters);
    var recordId = ids.next();
    var opId = ids.next();
    var root = record.tree().root();
    int leaves = record.leaves().size();
    var row = new Row(recordId, patientId, content, leaves, opId, State.PENDING, null, null);
    records.add(tx, row, root, record);
    if (encounters.isEmpty()) names.forEach(name -> records.name(tx, name, recordId));
    sent.encounter().ifPresent(encounter -> versions.name(tx, encounter, recordId));
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new LedgerOperation.PublishRecord(opId, recordId, root, leaves),
            null,
            List.of(),
            recordId));
    var encounter = encounters.stream().findFirst().orElse(null);
    return new Publication(recordId, patientId, encounter, leaves, opId, true, null);
  }

  /** Its newest version's content counts, whether or not that is on the ledger yet. */
  private Publication again(
      Handle tx, Row found, String patientId, String content, String encounter) {
    var newest = versions.newest(tx, found.recordId()).recordId();
    var before = records.byId(tx, newest).orElseThrow();
    if (before.state() == State.ERASED) {
      throw Problem.gone("record.erased", "this encounter's record was erased").exception();
    }
    if (!before.content().equals(content) || !before.patientId().equals(patientId)) {
      throw Problem.conflict("record.exists", "this encounter is published with other content")
          .exception();
    }
    return new Publication(
        before.recordId(), patientId, encounter, before.leaves(), before.opId(), false, null);
  }
}
