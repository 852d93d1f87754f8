package io.tallystick.kit.events.outbox;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How long the first of them has waited. */
@ApplicationScoped
class OutboxAge implements TableGauge {

  @Override
  public String name() {
    return "tallystick.outbox.oldest.seconds";
  }

  @Override
  public String description() {
    return "Age of the oldest event that Kafka hasn't acknowledged; 0 if there is none";
  }

  @Override
  public List<Value> read(Handle tx) {
    var seconds =
        tx.createQuery(
                """
                SELECT coalesce(extract(epoch FROM now() - min(added_at)), 0)::float8 FROM outbox""")
            .mapTo(Double.class)
            .one();
    return List.of(new Value(Map.of(), seconds));
  }
}
