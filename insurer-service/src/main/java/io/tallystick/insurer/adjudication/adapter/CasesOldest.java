package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How long the oldest undecided claim has been here. */
@ApplicationScoped
class CasesOldest implements TableGauge {

  @Override
  public String name() {
    return "tallystick.cases.oldest.seconds";
  }

  @Override
  public String description() {
    return "Age of the oldest claim of each stage that isn't decided";
  }

  @Override
  public List<Value> read(Handle tx) {
    return tx.createQuery(
            """
            SELECT stage, extract(epoch FROM now() - min(arrived_at))::float8 FROM claim_case
            WHERE stage NOT IN ('DECIDED', 'CANCELLED') GROUP BY stage""")
        .map((row, context) -> new Value(Map.of("stage", row.getString(1)), row.getDouble(2)))
        .list();
  }
}
