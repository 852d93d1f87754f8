package io.tallystick.claims.status.adapter;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How long the oldest claim that waits for somebody has been in its state. */
@ApplicationScoped
class ClaimsOldest implements TableGauge {

  @Override
  public String name() {
    return "tallystick.claims.oldest.seconds";
  }

  @Override
  public String description() {
    return "Age in its state of the oldest claim that isn't final";
  }

  @Override
  public List<Value> read(Handle tx) {
    return tx.createQuery(
            """
            SELECT state, extract(epoch FROM now() - min(at))::float8 FROM claim_fact
            WHERE state IN ('SUBMITTED', 'PENDED', 'APPEALED') GROUP BY state""")
        .map((row, context) -> new Value(Map.of("state", row.getString(1)), row.getDouble(2)))
        .list();
  }
}
