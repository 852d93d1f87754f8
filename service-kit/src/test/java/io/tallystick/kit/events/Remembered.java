package io.tallystick.kit.events;

import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.observe.Traceparent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** A service's handler: its effect is to remember, and it fails when told to. */
@ApplicationScoped
class Remembered implements EventHandler<ClaimPended> {

  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, String> traces = new ConcurrentHashMap<>();
  private final List<ReceivedEvent<ClaimPended>> effects = new CopyOnWriteArrayList<>();

  void fail(String claimId, int times) {
    failures.put(claimId, times);
  }

  List<ReceivedEvent<ClaimPended>> of(String claimId) {
    return effects.stream().filter(e -> e.aggregateId().equals(claimId)).toList();
  }

  /** The trace in which the claim's event was handled. */
  String trace(String claimId) {
    return traces.get(claimId);
  }

  @Override
  public String type() {
    return "claim.pended";
  }

  @Override
  public Class<ClaimPended> content() {
    return ClaimPended.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ClaimPended> event) {
    int left = failures.merge(event.aggregateId(), -1, Integer::sum);
    if (left >= 0) throw new IllegalStateException("not yet");
    if (event.content().text() == null) throw new NullPointerException("of content");
    traces.put(event.aggregateId(), String.valueOf(Traceparent.current()));
    tx.execute("select cast(? as text)", event.content().text());
    tx.afterCommit(() -> effects.add(event));
  }
}
