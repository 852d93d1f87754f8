package io.tallystick.kit.events.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.KafkaConnection;
import io.tallystick.kit.events.Topics;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Pause;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Subscribes the service to its institution's topics, under its own group. Offsets are committed
 * after the effects, so a crash means delivery again, never loss.
 */
@ApplicationScoped
class EventConsumer {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration STOP = Duration.ofSeconds(8);
  private static final int MAX_FETCH_BYTES = 16 * 1024 * 1024;

  private final TallystickConfig config;
  private final KafkaConnection connection;
  private final HandleEvent handle;
  private final DeadLetters deadLetters;
  private final ConsumerLag lag;
  private final EventsAside aside;
  private final TailProgress tail;
  private final Pause pause = new Pause(Duration.ofMillis(200), Duration.ofSeconds(2));
  private volatile boolean stopping;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private Thread thread;

  EventConsumer(
      TallystickConfig config,
      KafkaConnection connection,
      HandleEvent handle,
      DeadLetters deadLetters,
      ConsumerLag lag,
      EventsAside aside,
      TailProgress tail) {
    this.config = config;
    this.connection = connection;
    this.handle = handle;
    this.deadLetters = deadLetters;
    this.lag = lag;
    this.aside = aside;
    this.tail = tail;
  }

  void start(@Observes @Priority(200) StartupEvent event) {
    if (!handle.anyHandler()) return;
    thread = Thread.ofPlatform().daemon().name("event-consumer").start(this::run);
  }

  /**
   * While ledger and database are still there: what is in hand is finished, then the group left.
   */
  void stop(@Observes @Priority(100) ShutdownEvent event) {
    stopping = true;
    var polling = consumer;
    if (polling != null) polling.wakeup();
    if (thread != null) join();
  }

  private void run() {
    for (int attempt = 1; !stopping; attempt++) {
      try {
        consume();
      } catch (WakeupException stopped) {
        return;
      } catch (RuntimeException fault) {
        LOG.infof("event consumer starts again: %s", fault.getMessage());
      }
      if (!pause.sleep(attempt)) return;
    }
  }

  private void consume() {
    try (var polling = create();
        var work = new EventWork(polling, handle, deadLetters, aside, tail, config.events())) {
      consumer = polling;
      polling.subscribe(Topics.of(config.org().id()), work);
      while (!stopping) {
        work.accept(polling.poll(POLL));
        work.commit();
        lag.look(polling);
      }
    } finally {
      consumer = null;
      lag.gone();
    }
  }

  private KafkaConsumer<String, byte[]> create() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            config.org().id() + "-" + config.events().service(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            5_000,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            500,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            MAX_FETCH_BYTES,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            10_000);
    return new KafkaConsumer<>(
        connection.with(settings), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void join() {
    try {
      thread.join(STOP);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
