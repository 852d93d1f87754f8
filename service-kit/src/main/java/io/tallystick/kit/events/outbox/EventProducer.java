package io.tallystick.kit.events.outbox;

import io.tallystick.kit.events.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One idempotent producer: acknowledged by all in-sync replicas, in order per partition. */
@ApplicationScoped
public class EventProducer {

  /** An event may hold a claim of many lines or a PAS Bundle; devnet's broker takes as much. */
  private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

  private final KafkaConnection connection;
  private KafkaProducer<String, byte[]> producer;

  EventProducer(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Fails by its future, never by an exception. */
  public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> event) {
    try {
      if (producer == null) producer = create();
      return producer.send(event);
    } catch (KafkaException notEvenQueued) {
      discard();
      return CompletableFuture.failedFuture(notEvenQueued);
    }
  }

  /** A producer that ran into a fatal error (a fenced epoch, say) is of no more use. */
  private void discard() {
    if (producer == null) return;
    producer.close(Duration.ZERO);
    producer = null;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) producer.close(Duration.ofSeconds(2));
  }

  private KafkaProducer<String, byte[]> create() {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
            ProducerConfig.LINGER_MS_CONFIG, 0,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000,
            ProducerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    return new KafkaProducer<>(
        connection.with(config), new StringSerializer(), new ByteArraySerializer());
  }
}
