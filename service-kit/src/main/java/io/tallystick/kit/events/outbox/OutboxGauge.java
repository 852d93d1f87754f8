package io.tallystick.kit.events.outbox;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How many events wait to be sent. */
@ApplicationScoped
class OutboxGauge implements TableGauge {

  @Override
  public String name() {
    return "tallystick.outbox.events";
  }

  @Override
  public String description() {
    return "Events written and not yet acknowledged by Kafka";
  }

  @Override
  public List<Value> read(Handle tx) {
    var waiting = tx.createQuery("SELECT count(*) FROM outbox").mapTo(Long.class).one();
    return List.of(new Value(Map.of(), waiting));
  }
}
