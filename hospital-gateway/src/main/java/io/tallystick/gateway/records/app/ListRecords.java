package io.tallystick.gateway.records.app;

import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Shows somebody the records of a patient whom they may act for. */
@ApplicationScoped
public class ListRecords {

  /**
   * @param encounter absent for resources that belong to none
   */
  public record Listed(
      String recordId,
      String encounter,
      String title,
      LocalDate date,
      int resources,
      String txid) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final Records records;

  public ListRecords(Transactions transactions, PatientLinks links, Records records) {
    this.transactions = transactions;
    this.links = links;
    this.records = records;
  }

  /**
   * @return latest encounter first
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Listed> list(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          links.require(tx, subject, patientId);
          return records.published(tx, patientId).stream()
              .flatMap(row -> listed(tx, row).stream())
              .sorted(Comparator.comparing(Listed::date).reversed())
              .toList();
        });
  }

  private Optional<Listed> listed(Handle tx, Records.Row row) {
    return records.readable(tx, row.recordId()).map(record -> listed(row, record));
  }

  private static Listed listed(Records.Row row, EncounterRecord record) {
    return new Listed(
        row.recordId(),
        record.encounters().stream().findFirst().orElse(null),
        record.title(),
        record.date(),
        row.leaves(),
        row.txid());
  }
}
