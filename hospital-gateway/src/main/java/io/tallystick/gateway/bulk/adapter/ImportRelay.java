package io.tallystick.gateway.bulk.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tallystick.gateway.bulk.app.Imports;
import io.tallystick.gateway.bulk.app.RunImport;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.persistence.WakeUp;
import io.tallystick.kit.problem.Faceless;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Works on imports one after the other, on the replica that relays; a restart goes on. */
@ApplicationScoped
class ImportRelay {

  private static final Logger LOG = Logger.getLogger(ImportRelay.class);

  /** Between looks while an import waits for the ledger, and for new ones. */
  private static final Duration LOOK_AROUND = Duration.ofMillis(500);

  private final Transactions transactions;
  private final Imports imports;
  private final RunImport runImport;
  private final RelaySession session;
  private final WakeUp bell;
  private volatile boolean stopping;
  private Thread thread;

  ImportRelay(
      Transactions transactions, Imports imports, RunImport runImport, RelaySession session) {
    this.transactions = transactions;
    this.imports = imports;
    this.runImport = runImport;
    this.session = session;
    this.bell = session.subscribe();
  }

  void start(@Observes @Priority(300) StartupEvent event) {
    thread = Thread.ofVirtual().name("import-relay").start(this::run);
  }

  void stop(@Observes @Priority(100) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (thread == null) return;
    thread.interrupt();
    thread.join(Duration.ofSeconds(5));
  }

  private void run() {
    while (!stopping) {
      try {
        bell.await(LOOK_AROUND);
        if (session.relaying()) work();
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException later) {
        // A full ledger queue, a busy validator, a database that is away: the step is done again.
        if (!stopping) LOG.debugf(Faceless.of(later), "an import waits");
      }
    }
  }

  private void work() throws InterruptedException {
    for (var job : transactions.inTransaction(imports::running)) {
      while (!stopping && runImport.step(job)) {
        if (isDone(job.jobId())) break;
      }
    }
  }

  private boolean isDone(String jobId) {
    return transactions
        .inTransaction(tx -> imports.find(tx, jobId))
        .filter(job -> job.state() == Imports.State.RUNNING)
        .isEmpty();
  }
}
