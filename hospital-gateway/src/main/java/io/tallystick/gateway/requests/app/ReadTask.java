package io.tallystick.gateway.requests.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.release.app.DecideTask;
import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.gateway.release.app.EvidenceRequests;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.requests.domain.TaskStanding;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Shows a Task to its requester. A permit lasts for a minute at most: it is decided when the
 * requester is there to fetch what it releases, and decided again, under the consent as it is then,
 * if it ran out unfetched.
 */
@ApplicationScoped
public class ReadTask {

  /**
   * @param document the Task as received
   * @param changedAt of its standing
   */
  public record Shown(String taskId, byte[] document, TaskStanding standing, Instant changedAt) {}

  private final Transactions transactions;
  private final Tasks tasks;
  private final EvidenceRequests evidence;
  private final Decisions decisions;
  private final DecideTask decideTask;
  private final LedgerCommands ledger;
  private final GatewayConfig limits;
  private final Clock clock;

  public ReadTask(
      Transactions transactions,
      Tasks tasks,
      EvidenceRequests evidence,
      Decisions decisions,
      DecideTask decideTask,
      LedgerCommands ledger,
      GatewayConfig limits,
      Clock clock) {
    this.transactions = transactions;
    this.tasks = tasks;
    this.evidence = evidence;
    this.decisions = decisions;
    this.decideTask = decideTask;
    this.ledger = ledger;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code task.not-found}, also for
   *     another's
   */
  public Shown read(String requester, String taskId) {
    transactions.useTransaction(
        tx -> {
          var asked = evidence.lock(tx, requester, taskId).orElseThrow(ReadTask::unknown);
          requireTask(tx, requester, taskId);
          if (isToDecide(tx, asked)) decideTask.decide(tx, asked);
        });
    return decided(requester, taskId);
  }

  /** Waits, for a while, for a decision that is on its way to the ledger. */
  Shown decided(String requester, String taskId) {
    var pending =
        transactions.inTransaction(
            tx ->
                decisions
                    .latest(tx, requester, taskId)
                    .filter(d -> d.state() == Decision.State.PENDING));
    pending.ifPresent(decision -> ledger.await(decision.opId(), limits.ledgerWait()));
    return transactions.inTransaction(tx -> shown(tx, requireTask(tx, requester, taskId)));
  }

  private boolean isToDecide(Handle tx, Evidence asked) {
    return switch (asked.state()) {
      case READY -> true;
      case ANSWERED ->
          asked.attempts() < limits.decisionAttempts() && ranOutUnfetched(latest(tx, asked));
      default -> false;
    };
  }

  private boolean ranOutUnfetched(Optional<Decision> decision) {
    return decision
        .filter(d -> d.permitted() && d.fetchedAt() == null)
        .filter(d -> !clock.instant().isBefore(d.notAfter()))
        .isPresent();
  }

  Shown shown(Handle tx, Tasks.Row row) {
    var asked = evidence.find(tx, row.requester(), row.taskId()).orElseThrow();
    var standing = TaskStanding.of(asked, latest(tx, asked), clock.instant());
    var changedAt = asked.lapsed(clock.instant()) ? asked.deadline() : asked.changedAt();
    return new Shown(row.taskId(), tasks.document(tx, row.taskId()), standing, changedAt);
  }

  private Optional<Decision> latest(Handle tx, Evidence asked) {
    return decisions.latest(tx, asked.grantee(), asked.requestId());
  }

  Tasks.Row requireTask(Handle tx, String requester, String taskId) {
    return tasks
        .byId(tx, taskId)
        .filter(row -> row.requester().equals(requester))
        .orElseThrow(ReadTask::unknown);
  }

  static RuntimeException unknown() {
    return Problem.notFound("task.not-found", "no such Task of yours").exception();
  }
}
