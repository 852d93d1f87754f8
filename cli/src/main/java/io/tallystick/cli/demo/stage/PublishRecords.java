package io.tallystick.cli.demo.stage;

import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.ImportedRecord;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Each hospital's record system hands over every encounter; its root goes on the ledger. */
public final class PublishRecords {

  // Each call waits for a block; fewer at once would wait in turn, more would only queue.
  private static final int AT_ONCE = 12;

  private final Town town;

  public PublishRecords(Town town) {
    this.town = town;
  }

  /** The records' ids, as the hospitals answered; another run's records are the same ones. */
  public Set<String> publish(Collection<ImportedPatient> patients) {
    var records = patients.stream().flatMap(patient -> patient.records().stream()).toList();
    return InParallel.each(AT_ONCE, records, this::publish).stream().collect(Collectors.toSet());
  }

  private String publish(ImportedRecord record) {
    var url = town.at().gateway(record.hospital()) + "/fhir";
    var reply =
        town.api()
            .post(url, town.ehr(record.hospital()), Api.FHIR, record.bundle())
            .orThrow("a record at " + record.hospital());
    return reply.body().path("recordId").asText();
  }
}
