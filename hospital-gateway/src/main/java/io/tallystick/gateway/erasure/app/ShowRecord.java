package io.tallystick.gateway.erasure.app;

import io.tallystick.gateway.erasure.app.RecordErasures.Standing;
import io.tallystick.gateway.records.app.Records;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.sealing.KeyDestroyed;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether a record is there and can be read; nothing of what it says. */
@ApplicationScoped
public class ShowRecord {

  private final Transactions transactions;
  private final RecordErasures erasures;
  private final Records records;

  public ShowRecord(Transactions transactions, RecordErasures erasures, Records records) {
    this.transactions = transactions;
    this.erasures = erasures;
    this.records = records;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code record.not-found}; 410 {@code
   *     record.erased}, also where its row came back from a backup
   */
  public Standing show(String recordId) {
    return transactions.inTransaction(
        tx -> {
          var standing =
              erasures
                  .lock(tx, recordId)
                  .orElseThrow(
                      () ->
                          Problem.notFound("record.not-found", "no such record here").exception());
          if (standing.state().equals("ERASED")) throw erased();
          try {
            records.open(tx, recordId);
          } catch (KeyDestroyed cameBack) {
            throw erased();
          }
          return standing;
        });
  }

  private static RuntimeException erased() {
    return Problem.gone("record.erased", "its key is destroyed; no backup brings it back")
        .exception();
  }
}
