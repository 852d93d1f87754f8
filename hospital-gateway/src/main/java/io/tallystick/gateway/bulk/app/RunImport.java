package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.app.Imports.Job;
import io.tallystick.gateway.bulk.app.Imports.Line;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Takes an import a step further: its lines are checked, then published encounter by encounter;
 * when every root is on the ledger what was sent is forgotten. A step that broke off is done again.
 */
@ApplicationScoped
public class RunImport {

  private static final int LINES_AT_ONCE = 64;
  private static final long BYTES_AT_ONCE = 8 << 20;
  private static final int ENCOUNTERS_AT_ONCE = 32;

  /** Steps at once: validators and the database, in turns, keep two cores busy. */
  private static final int WORKERS = 4;

  private final Transactions transactions;
  private final Imports imports;
  private final CheckLines checkLines;
  private final PublishEncounter publishEncounter;

  public RunImport(
      Transactions transactions,
      Imports imports,
      CheckLines checkLines,
      PublishEncounter publishEncounter) {
    this.transactions = transactions;
    this.imports = imports;
    this.checkLines = checkLines;
    this.publishEncounter = publishEncounter;
  }

  /**
   * @return whether something was done; if not, the import waits for the ledger
   */
  public boolean step(Job job) throws InterruptedException {
    var lines = received(job);
    if (!lines.isEmpty()) {
      var notes = each(lines, line -> checkLines.check(job, line));
      transactions.useTransaction(tx -> notes.forEach(note -> note.accept(tx)));
      return true;
    }
    var encounters =
        transactions.inTransaction(
            tx -> {
              imports.join(tx, job.jobId());
              return imports.encounters(tx, job.jobId(), ENCOUNTERS_AT_ONCE);
            });
    if (!encounters.isEmpty()) {
      each(
          encounters,
          encounter -> {
            publishEncounter.publish(job.jobId(), encounter);
            return encounter;
          });
      return true;
    }
    return finished(job);
  }

  private List<Line> received(Job job) {
    return transactions.inTransaction(
        tx -> imports.received(tx, job.jobId(), LINES_AT_ONCE, BYTES_AT_ONCE));
  }

  private boolean finished(Job job) {
    return transactions.inTransaction(
        tx -> {
          if (imports.progress(tx, job.jobId()).anchoring() > 0) return false;
          imports.finish(tx, job.jobId());
          return true;
        });
  }

  private static <T, R> List<R> each(List<T> items, Function<T, R> work)
      throws InterruptedException {
    try (var threads =
        Executors.newFixedThreadPool(WORKERS, Thread.ofVirtual().name("import-", 0).factory())) {
      var all = items.stream().map(item -> threads.submit(() -> work.apply(item))).toList();
      var done = new ArrayList<R>();
      for (var each : all) done.add(await(each));
      return done;
    }
  }

  private static <R> R await(Future<R> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) throw known;
      throw new IllegalStateException(failed.getCause());
    }
  }
}
