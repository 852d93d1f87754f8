package io.tallystick.gateway.bulk.app;

import io.tallystick.gateway.bulk.app.Imports.Job;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Opens an import, and lets it run when its parts are there. */
@ApplicationScoped
public class StartImport {

  private final Transactions transactions;
  private final Imports imports;
  private final RelaySession session;
  private final Ids ids;
  private final Clock clock;

  public StartImport(
      Transactions transactions, Imports imports, RelaySession session, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.imports = imports;
    this.session = session;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param mayRegister whether the sender may register patients
   * @return its id
   */
  public String open(boolean mayRegister) {
    var jobId = ids.next();
    transactions.useTransaction(
        tx ->
            imports.add(
                tx, new Job(jobId, Imports.State.OPEN, mayRegister, clock.instant(), null)));
    return jobId;
  }

  /**
   * Started before, it goes on as it is.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code import.not-found}
   */
  public void start(String jobId) {
    transactions.useTransaction(
        tx -> {
          if (imports.find(tx, jobId).isEmpty()) {
            throw Problem.notFound("import.not-found", "there is no such import").exception();
          }
          imports.start(tx, jobId);
          session.wakeAfterCommit(tx);
        });
  }
}
