package io.tallystick.claims.status.adapter;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The institution's claims as the ledger has them; for the Authority, everybody's. */
@ApplicationScoped
class ClaimsByState implements TableGauge {

  @Override
  public String name() {
    return "tallystick.claims";
  }

  @Override
  public String description() {
    return "Claims on the ledger, by state";
  }

  @Override
  public List<Value> read(Handle tx) {
    return tx.createQuery(
            """
            SELECT state, count(*) FROM claim_fact GROUP BY state""")
        .map((row, context) -> new Value(Map.of("state", row.getString(1)), row.getDouble(2)))
        .list();
  }
}
