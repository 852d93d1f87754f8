package io.tallystick.kit.events.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/** How far the service is behind what lies in its topics, and what it makes of events. */
@ApplicationScoped
class ConsumerLag {

  private final AtomicLong records = new AtomicLong();
  private final MeterRegistry registry;

  ConsumerLag(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("tallystick.events.lag", records);
  }

  /** Called by the polling thread: all assigned partitions together, as far as they are known. */
  void look(Consumer<?, ?> consumer) {
    records.set(
        consumer.assignment().stream().mapToLong(it -> consumer.currentLag(it).orElse(0)).sum());
  }

  void gone() {
    records.set(0);
  }

  /**
   * @param type {@code any} for a dead letter, whose type is its sender's word only
   * @param outcome {@code handled}, {@code repeated} or {@code dead}
   */
  void count(String type, String outcome) {
    registry.counter("tallystick.events", "type", type, "outcome", outcome).increment();
  }
}
