package io.tallystick.gateway.release.adapter;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What consents decided, with the reason of each denial; ids stay on the ledger. */
@ApplicationScoped
class AccessDecisions implements TableGauge {

  @Override
  public String name() {
    return "tallystick.access.decisions";
  }

  @Override
  public String description() {
    return "Decisions on the ledger, by outcome and reason";
  }

  @Override
  public List<Value> read(Handle tx) {
    return tx.createQuery(
            """
            SELECT permitted, coalesce(reason, ''), count(*) FROM access_decision
            WHERE state = 'RECORDED' GROUP BY 1, 2""")
        .map(
            (row, context) ->
                new Value(
                    Map.of(
                        "outcome",
                        row.getBoolean(1) ? "permitted" : "denied",
                        "reason",
                        row.getString(2)),
                    row.getDouble(3)))
        .list();
  }
}
