package io.tallystick.gateway.requests.app;

import io.tallystick.gateway.matching.app.FindPatient;
import io.tallystick.gateway.matching.app.MatchCases;
import io.tallystick.gateway.matching.domain.Found;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.gateway.release.app.DecideTask;
import io.tallystick.gateway.release.app.EvidenceRequests;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.requests.app.ReadTask.Shown;
import io.tallystick.gateway.requests.domain.AskedTask;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Takes another institution's request for records in, once, and decides it if a consent does. */
@ApplicationScoped
public class ReceiveTask {

  /**
   * @param created false if the same Task was here before
   */
  public record Received(Shown shown, boolean created) {}

  private final Transactions transactions;
  private final Tasks tasks;
  private final EvidenceRequests evidence;
  private final FindPatient findPatient;
  private final MatchCases matchCases;
  private final DecideTask decideTask;
  private final ReadTask readTask;
  private final Ids ids;
  private final Clock clock;

  public ReceiveTask(
      Transactions transactions,
      Tasks tasks,
      EvidenceRequests evidence,
      FindPatient findPatient,
      MatchCases matchCases,
      DecideTask decideTask,
      ReadTask readTask,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.tasks = tasks;
    this.evidence = evidence;
    this.findPatient = findPatient;
    this.matchCases = matchCases;
    this.decideTask = decideTask;
    this.readTask = readTask;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param document the Task as received
   * @throws io.tallystick.kit.problem.ProblemException 409 {@code task.duplicate} if another Task
   *     has the requester's identifier
   */
  public Received receive(String requester, AskedTask asked, byte[] document) {
    var known = transactions.inTransaction(tx -> receive(tx, requester, asked, document));
    return new Received(readTask.decided(requester, known.taskId()), known.created());
  }

  private record Taken(String taskId, boolean created) {}

  private Taken receive(Handle tx, String requester, AskedTask asked, byte[] document) {
    var content = tasks.content(document);
    if (asked.identifier() != null) {
      tasks.reserve(tx, requester, asked.identifier());
      var earlier = tasks.byIdentifier(tx, requester, asked.identifier());
      if (earlier.isPresent()) return same(earlier.get(), content);
    }
    var taskId = ids.next();
    var found = findPatient.find(tx, requester, new Sought(asked.identifiers(), asked.person()));
    var request =
        Evidence.ofTask(
            requester,
            taskId,
            asked.purpose(),
            asked.scope(),
            found instanceof Found.Match(var patientId) ? patientId : null,
            asked.deadline(),
            asked.asker());
    evidence.add(tx, request, clock.instant());
    if (found instanceof Found.Undecided(var caseId)) {
      matchCases.awaits(tx, caseId, requester, taskId);
    }
    tasks.add(
        tx,
        new Tasks.Row(taskId, requester, content, clock.instant()),
        asked.identifier(),
        document);
    decideTask.decide(tx, request);
    return new Taken(taskId, true);
  }

  private static Taken same(Tasks.Row earlier, String content) {
    if (earlier.content().equals(content)) return new Taken(earlier.taskId(), false);
    throw Problem.conflict("task.duplicate", "another Task of yours has this identifier")
        .with("taskId", earlier.taskId())
        .exception();
  }
}
