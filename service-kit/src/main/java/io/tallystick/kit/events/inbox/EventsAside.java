package io.tallystick.kit.events.inbox;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes events that wait for a block out of their partition's way, into the database: a member that
 * names blocks nobody has would otherwise fill the partition for all. One sender's share is
 * bounded; beyond it only that sender's own events go to the dead letters.
 */
@ApplicationScoped
class EventsAside {

  private final AsideTable table;
  private final Transactions transactions;
  private final TailProgress tail;
  private final Duration standBy;
  private final long mostBytes;
  private final Map<String, Long> bytes = new ConcurrentHashMap<>();

  EventsAside(
      AsideTable table, Transactions transactions, TailProgress tail, TallystickConfig config) {
    this.table = table;
    this.transactions = transactions;
    this.tail = tail;
    this.standBy = config.events().standBy();
    this.mostBytes = config.events().asideBytes();
  }

  /**
   * Whether the record is out of the way now. It isn't while the tail itself stands still: then
   * nothing goes on anyway, and the broker keeps what comes.
   *
   * @param crowded whether others wait behind it
   * @throws PoisonEvent if the sender's share is used up
   */
  boolean take(
      ConsumerRecord<String, byte[]> record, BlockAhead ahead, long waitedNanos, boolean crowded) {
    if (tail.standsStill()) return false;
    if (!crowded && waitedNanos < standBy.toNanos()) return false;
    long size = record.serializedValueSize() + 1000L;
    if (bytes.getOrDefault(ahead.sender(), 0L) + size > mostBytes) {
      throw new PoisonEvent("sender.unconfirmed");
    }
    transactions.useTransaction(tx -> table.add(tx, record, lane(record), ahead));
    bytes.merge(ahead.sender(), size, Long::sum);
    return true;
  }

  /**
   * A follower of one that is set aside waits behind it.
   *
   * @throws BlockAhead naming the block that the one before it waits for
   */
  void keepOrder(ConsumerRecord<String, byte[]> record, String sender) {
    transactions
        .inTransaction(tx -> table.lastOf(tx, lane(record)))
        .ifPresent(
            block -> {
              throw new BlockAhead(sender, block);
            });
  }

  /** Shares as the database has them; called now and then by whoever takes events back. */
  void recount() {
    var counted = transactions.inTransaction(table::bytesBySender);
    bytes.keySet().retainAll(counted.keySet());
    bytes.putAll(counted);
  }

  /** Events of one sender on one aggregate keep their order; senders don't wait for each other. */
  static String lane(ConsumerRecord<String, byte[]> record) {
    var source = record.headers().lastHeader(EventAttributes.SOURCE);
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      if (source != null && source.value() != null) sha.update(source.value());
      sha.update((byte) '\n');
      if (record.key() != null) sha.update(record.key().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
