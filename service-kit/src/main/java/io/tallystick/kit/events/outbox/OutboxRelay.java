package io.tallystick.kit.events.outbox;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.outbox.OutboxTable.Row;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.persistence.WakeUp;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Sends the outbox in its order and deletes what Kafka has acknowledged from all in-sync replicas.
 * A crash in between sends again what was sent; the receivers' inboxes make that harmless.
 */
@ApplicationScoped
class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(500);
  private static final long PAUSE_AFTER_FAULT_MILLIS = 500;

  private record Sent(Row row, Future<RecordMetadata> acknowledged) {}

  private final OutboxTable table;
  private final Transactions transactions;
  private final RelaySession session;
  private final EventProducer producer;
  private final WakeUp bell;
  private final int batch;
  private volatile boolean stopping;
  private Thread thread;

  OutboxRelay(
      OutboxTable table,
      Transactions transactions,
      RelaySession session,
      EventProducer producer,
      TallystickConfig config) {
    this.table = table;
    this.transactions = transactions;
    this.session = session;
    this.producer = producer;
    this.bell = session.subscribe();
    this.batch = config.events().relayBatch();
  }

  void start(@Observes @Priority(100) StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (thread != null) thread.interrupt();
  }

  private void run() {
    while (!stopping) {
      try {
        bell.await(LOOK_AROUND);
        while (session.relaying() && !stopping && sendSome()) {}
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException fault) {
        if (stopping || !pause()) return;
        LOG.debugf("outbox relay: %s", fault.getMessage());
      }
    }
  }

  /**
   * @return whether there may be more at once
   */
  private boolean sendSome() {
    return transactions.inTransaction(this::sendSome);
  }

  private boolean sendSome(Handle tx) {
    var rows = table.oldest(tx, batch);
    if (rows.isEmpty()) return false;
    var sent = rows.stream().map(row -> new Sent(row, producer.send(record(row)))).toList();
    var acknowledged = acknowledged(sent);
    if (!acknowledged.isEmpty()) table.delete(tx, acknowledged);
    if (acknowledged.size() < rows.size()) throwIfNone(acknowledged);
    return rows.size() == batch;
  }

  /** Behind an event that failed, its aggregate's later ones are sent again too: in order. */
  private static List<Long> acknowledged(List<Sent> sent) {
    var done = new ArrayList<Long>();
    var failed = new HashSet<String>();
    for (var one : sent) {
      if (!isAcknowledged(one)) failed.add(one.row().key());
      else if (!failed.contains(one.row().key())) done.add(one.row().seq());
    }
    return done;
  }

  private static void throwIfNone(List<Long> acknowledged) {
    if (acknowledged.isEmpty()) throw new IllegalStateException("Kafka acknowledges nothing");
  }

  private static boolean isAcknowledged(Sent sent) {
    try {
      sent.acknowledged().get();
      return true;
    } catch (ExecutionException notSent) {
      LOG.debugf("event not sent: %s", notSent.getCause().getMessage());
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ProducerRecord<String, byte[]> record(Row row) {
    var record = new ProducerRecord<>(row.topic(), row.key(), row.value());
    row.headers()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAULT_MILLIS);
      return true;
    } catch (InterruptedException ended) {
      return false;
    }
  }
}
