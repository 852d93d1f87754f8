package io.tallystick.kit.events.inbox;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Pause;
import io.tallystick.kit.problem.Faceless;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Runs polled events on virtual threads: per key in order, across keys at once, a bounded number
 * working. What fails is tried again in its place for as long as it takes; only its key waits.
 */
final class EventWork implements ConsumerRebalanceListener, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EventWork.class);

  /** A partition with so many records in hand isn't polled until some are done. */
  private static final int MOST_IN_HAND = 500;

  /** From so many on, what waits for a block makes room at once. */
  private static final int CROWDED = MOST_IN_HAND / 2;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Twice of it passes at most before the group is left. */
  private static final Duration FINISH = Duration.ofSeconds(3);

  private final Consumer<String, byte[]> consumer;
  private final HandleEvent handle;
  private final DeadLetters deadLetters;
  private final EventsAside aside;
  private final TailProgress tail;
  private final Pause pause;
  private final int most;
  private final Semaphore working;
  private final Map<TopicPartition, PartitionProgress<ConsumerRecord<String, byte[]>>> progress =
      new HashMap<>();
  private volatile boolean closed;

  EventWork(
      Consumer<String, byte[]> consumer,
      HandleEvent handle,
      DeadLetters deadLetters,
      EventsAside aside,
      TailProgress tail,
      TallystickConfig.Events config) {
    this.consumer = consumer;
    this.handle = handle;
    this.deadLetters = deadLetters;
    this.aside = aside;
    this.tail = tail;
    this.pause = new Pause(config.retryPause(), LONGEST_PAUSE);
    this.most = config.concurrency();
    this.working = new Semaphore(most);
  }

  /** Called by the polling thread, as is {@link #commit()}. */
  void accept(ConsumerRecords<String, byte[]> records) {
    for (var record : records) {
      if (add(record)) start(record);
    }
  }

  void commit() {
    synchronized (progress) {
      progress.forEach((partition, p) -> throttle(partition, p.inHand()));
    }
    var offsets = offsets();
    if (!offsets.isEmpty()) consumer.commitAsync(offsets, EventWork::committed);
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets() {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    synchronized (progress) {
      progress.forEach(
          (partition, p) ->
              p.toCommit().ifPresent(at -> offsets.put(partition, new OffsetAndMetadata(at))));
    }
    return offsets;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

  /** What is under way goes on; where it comes again, the inbox knows it. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    synchronized (progress) {
      partitions.forEach(progress::remove);
    }
  }

  /** Nothing new begins; what is being worked on gets a moment, and its offsets are committed. */
  @Override
  public void close() {
    closed = true;
    try {
      boolean finished = working.tryAcquire(most, FINISH.toMillis(), TimeUnit.MILLISECONDS);
      if (finished) working.release(most);
      else LOG.debugf("not all events in hand were finished; they come again");
      var offsets = offsets();
      if (!offsets.isEmpty()) consumer.commitSync(offsets, FINISH);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (KafkaException brokerAway) {
      LOG.debugf("offsets not committed: %s", brokerAway.getMessage());
    }
  }

  private void throttle(TopicPartition partition, int inHand) {
    if (!consumer.assignment().contains(partition)) return;
    if (inHand >= MOST_IN_HAND) consumer.pause(List.of(partition));
    else if (consumer.paused().contains(partition)) consumer.resume(List.of(partition));
  }

  private boolean add(ConsumerRecord<String, byte[]> record) {
    synchronized (progress) {
      return progress
          .computeIfAbsent(partition(record), p -> new PartitionProgress<>())
          .add(key(record), record.offset(), record);
    }
  }

  private void start(ConsumerRecord<String, byte[]> record) {
    Thread.ofVirtual().name("event-" + record.topic()).start(() -> work(record));
  }

  private void work(ConsumerRecord<String, byte[]> first) {
    var record = first;
    while (record != null && finish(record)) record = done(record);
  }

  /**
   * @return false if the service stops first: the record comes again
   */
  private boolean finish(ConsumerRecord<String, byte[]> record) {
    long start = System.nanoTime();
    for (int attempt = 1; !closed; attempt++) {
      try {
        if (attempt(record, attempt)) return true;
        if (!pause.sleep(attempt)) return false;
      } catch (BlockAhead ahead) {
        if (setAside(record, ahead, System.nanoTime() - start)) return true;
        // Its block may be there, and one before it not yet taken back.
        boolean follows = tail.height() > ahead.block();
        if (follows ? !pause.sleep(attempt) : !standBy(ahead)) return false;
      }
    }
    return false;
  }

  private boolean setAside(ConsumerRecord<String, byte[]> record, BlockAhead ahead, long waited) {
    try {
      return aside.take(record, ahead, waited, isCrowded(record));
    } catch (PoisonEvent poison) {
      return deadLetters.bury(record, poison);
    } catch (RuntimeException databaseAway) {
      LOG.debugf("not set aside: %s", databaseAway.getMessage());
      return false;
    }
  }

  private boolean isCrowded(ConsumerRecord<String, byte[]> record) {
    synchronized (progress) {
      var partition = progress.get(partition(record));
      return partition != null && partition.inHand() >= CROWDED;
    }
  }

  /** Whoever waits for a block keeps nobody from working. */
  private boolean standBy(BlockAhead ahead) {
    try {
      tail.await(ahead.block(), LONGEST_PAUSE);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * @throws BlockAhead if the own copy of the chain hasn't its block, or it follows one such
   */
  private boolean attempt(ConsumerRecord<String, byte[]> record, int attempt) {
    working.acquireUninterruptibly();
    try {
      if (closed) return false;
      handle.handle(WireEvent.of(record), sender -> aside.keepOrder(record, sender));
      return true;
    } catch (BlockAhead ahead) {
      throw ahead;
    } catch (PoisonEvent poison) {
      return deadLetters.bury(record, poison);
    } catch (RuntimeException failed) {
      log(record, attempt, failed);
      return attempt >= Hopeless.ENOUGH
          && Hopeless.is(failed)
          && deadLetters.bury(record, new PoisonEvent("handling.failed", failed));
    } finally {
      working.release();
    }
  }

  private ConsumerRecord<String, byte[]> done(ConsumerRecord<String, byte[]> record) {
    synchronized (progress) {
      var partition = progress.get(partition(record));
      return partition == null ? null : partition.done(key(record), record.offset());
    }
  }

  private static void log(ConsumerRecord<String, byte[]> record, int attempt, Exception fault) {
    var where = record.topic() + "-" + record.partition() + "@" + record.offset();
    if (attempt == 10 || attempt % 100 == 0) {
      LOG.warnf(Faceless.of(fault), "%s still not handled after %d attempts", where, attempt);
    } else {
      LOG.debugf("%s attempt %d: %s", where, attempt, fault.getClass().getSimpleName());
    }
  }

  private static void committed(Map<TopicPartition, OffsetAndMetadata> at, Exception fault) {
    if (fault != null) LOG.debugf("offsets not committed: %s", fault.getMessage());
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static String key(ConsumerRecord<String, byte[]> record) {
    return EventsAside.lane(record);
  }
}
