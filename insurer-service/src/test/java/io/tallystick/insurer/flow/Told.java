package io.tallystick.insurer.flow;

import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Hears what the service tells others, once the transaction that tells it has committed. */
@Alternative
@Priority(1)
@Singleton
public class Told implements Outbox {

  private final List<OutgoingEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void add(Handle tx, OutgoingEvent event) {
    tx.afterCommit(() -> events.add(event));
  }

  public List<OutgoingEvent> of(String claimId) {
    return events.stream().filter(event -> event.aggregateId().equals(claimId)).toList();
  }

  /** The n-th event of a type about a claim, n from 1; waits for it. */
  public OutgoingEvent await(String claimId, String type, int n) {
    for (int i = 0; i < 2_400; i++) {
      var found = of(claimId).stream().filter(event -> event.type().equals(type)).toList();
      if (found.size() >= n) return found.get(n - 1);
      pause();
    }
    throw new AssertionError(
        type + " was never told, but " + of(claimId).stream().map(OutgoingEvent::type).toList());
  }

  static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
