package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;

/** A service's handler; a fault in it is part of the tests. */
@ApplicationScoped
class RecordOutcomes implements LedgerOutcomeHandler {

  static final String KIND = "record.publish";

  private final Map<String, List<Object>> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Boolean> failing = new ConcurrentHashMap<>();

  void failOnce(String opId) {
    failing.put(opId, true);
  }

  /** Outcomes whose transaction committed; a reader of the row can be ahead of the first. */
  List<Object> of(String opId) {
    for (int looks = 0; looks < 6_000 && !outcomes.containsKey(opId); looks++)
      LockSupport.parkNanos(10_000_000);
    return outcomes.getOrDefault(opId, List.of());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    if (failing.remove(command.opId()) != null) throw new IllegalStateException("handler fails");
    tx.afterCommit(() -> add(command.opId(), receipt));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    tx.afterCommit(() -> add(command.opId(), why));
  }

  private void add(String opId, Object outcome) {
    outcomes.computeIfAbsent(opId, id -> new CopyOnWriteArrayList<>()).add(outcome);
  }
}
