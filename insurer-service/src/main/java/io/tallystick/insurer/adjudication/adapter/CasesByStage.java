package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.kit.observe.TableGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Claims at this payer, by where they are on its desk ({@link
 * io.tallystick.insurer.adjudication.domain.CaseStage}).
 */
@ApplicationScoped
class CasesByStage implements TableGauge {

  @Override
  public String name() {
    return "tallystick.cases";
  }

  @Override
  public String description() {
    return "Claims at this payer, by stage";
  }

  @Override
  public List<Value> read(Handle tx) {
    return tx.createQuery(
            """
            SELECT stage, count(*) FROM claim_case GROUP BY stage""")
        .map((row, context) -> new Value(Map.of("stage", row.getString(1)), row.getDouble(2)))
        .list();
  }
}
