package io.tallystick.gateway.requests.app;

import io.tallystick.gateway.consents.app.ConsentRequests;
import io.tallystick.gateway.release.app.EvidenceRequests;
import io.tallystick.gateway.release.domain.Evidence.State;
import io.tallystick.gateway.requests.app.ReadTask.Shown;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A requester takes its Task back; the patient isn't asked any more. */
@ApplicationScoped
public class CancelTask {

  private final Transactions transactions;
  private final EvidenceRequests evidence;
  private final ConsentRequests requests;
  private final ReadTask readTask;
  private final Clock clock;

  public CancelTask(
      Transactions transactions,
      EvidenceRequests evidence,
      ConsentRequests requests,
      ReadTask readTask,
      Clock clock) {
    this.transactions = transactions;
    this.evidence = evidence;
    this.requests = requests;
    this.readTask = readTask;
    this.clock = clock;
  }

  /**
   * Cancelling again changes nothing.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code task.not-found}; 409 {@code
   *     task.ended} once it is decided or has lapsed
   */
  public Shown cancel(String requester, String taskId) {
    return transactions.inTransaction(
        tx -> {
          var row = readTask.requireTask(tx, requester, taskId);
          var asked = evidence.lock(tx, requester, taskId).orElseThrow();
          boolean open =
              (asked.state() == State.WAITING && !asked.lapsed(clock.instant()))
                  || asked.state() == State.READY;
          if (!open && asked.state() != State.CANCELLED) {
            throw Problem.conflict("task.ended", "this Task is decided, or about to be")
                .exception();
          }
          if (open) {
            evidence.cancelled(tx, asked);
            requests.withdrawn(tx, taskId);
          }
          return readTask.shown(tx, row);
        });
  }
}
