package io.tallystick.kit.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Reads the service's {@link TableGauge}s now and then; while the database is away they stand. */
@ApplicationScoped
class TableGauges {

  static final String EVERY = "15s";

  private static final Logger LOG = Logger.getLogger(TableGauges.class);

  private final Transactions transactions;
  private final Map<TableGauge, MultiGauge> gauges = new LinkedHashMap<>();

  TableGauges(Transactions transactions, MeterRegistry registry, @All List<TableGauge> gauges) {
    this.transactions = transactions;
    for (var each : gauges) {
      this.gauges.put(
          each, MultiGauge.builder(each.name()).description(each.description()).register(registry));
    }
  }

  @Scheduled(
      every = EVERY,
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    gauges.forEach(this::look);
  }

  private void look(TableGauge gauge, MultiGauge meter) {
    try {
      meter.register(rows(gauge), true);
    } catch (RuntimeException databaseAway) {
      LOG.debugf("%s not read: %s", gauge.name(), databaseAway.getClass().getName());
    }
  }

  private List<Row<?>> rows(TableGauge gauge) {
    return transactions.inTransaction(gauge::read).stream()
        .<Row<?>>map(it -> Row.of(tags(it.tags()), it.value()))
        .toList();
  }

  private static Tags tags(Map<String, String> tags) {
    return Tags.of(tags.entrySet().stream().map(it -> Tag.of(it.getKey(), it.getValue())).toList());
  }
}
