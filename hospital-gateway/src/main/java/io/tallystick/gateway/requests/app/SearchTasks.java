package io.tallystick.gateway.requests.app;

import io.tallystick.gateway.requests.app.ReadTask.Shown;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** A requester's own Tasks, latest first; nothing is decided by looking. */
@ApplicationScoped
public class SearchTasks {

  /** Older ones are found by their identifier only. */
  private static final int MOST = 1000;

  private final Transactions transactions;
  private final Tasks tasks;
  private final ReadTask readTask;

  public SearchTasks(Transactions transactions, Tasks tasks, ReadTask readTask) {
    this.transactions = transactions;
    this.tasks = tasks;
    this.readTask = readTask;
  }

  /**
   * @param statuses empty means any
   * @param identifier {@code system|value}, null means any
   */
  public List<Shown> search(String requester, Set<String> statuses, String identifier) {
    return transactions.inTransaction(
        tx -> {
          var rows =
              identifier == null
                  ? tasks.ofRequester(tx, requester, MOST)
                  : tasks.byIdentifier(tx, requester, identifier).stream().toList();
          return rows.stream()
              .map(row -> readTask.shown(tx, row))
              .filter(t -> statuses.isEmpty() || statuses.contains(t.standing().status()))
              .toList();
        });
  }
}
