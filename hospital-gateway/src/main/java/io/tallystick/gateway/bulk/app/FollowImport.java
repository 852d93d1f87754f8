package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.app.Imports.Outcome;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Says how far an import is, and what became of each line. */
@ApplicationScoped
public class FollowImport {

  private static final int PAGE = 1000;

  /**
   * @param state {@code OPEN}, {@code RUNNING}, {@code DONE}
   * @param waiting lines that are neither taken nor refused
   * @param anchoring records whose root isn't on the ledger yet
   */
  public record Status(
      String importId,
      String state,
      long lines,
      long waiting,
      long taken,
      long refused,
      long records,
      long anchoring,
      String outcomes,
      Instant createdAt,
      Instant finishedAt) {}

  private final Transactions transactions;
  private final Imports imports;

  public FollowImport(Transactions transactions, Imports imports) {
    this.transactions = transactions;
    this.imports = imports;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code import.not-found}
   */
  public Status status(String jobId) {
    return transactions.inTransaction(
        tx -> {
          var job =
              imports
                  .find(tx, jobId)
                  .orElseThrow(
                      () ->
                          Problem.notFound("import.not-found", "there is no such import")
                              .exception());
          var progress = imports.progress(tx, jobId);
          return new Status(
              jobId,
              job.state().name(),
              progress.lines(),
              progress.waiting(),
              progress.taken(),
              progress.refused(),
              progress.records(),
              progress.anchoring(),
              "/bulk/imports/" + jobId + "/outcomes",
              job.createdAt(),
              job.finishedAt());
        });
  }

  public List<Outcome> outcomes(String jobId, long after) {
    return transactions.inTransaction(tx -> imports.outcomes(tx, jobId, after, PAGE));
  }
}
