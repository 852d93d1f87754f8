package io.tallystick.kit.events.inbox;

import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Handle;

/** Table {@code event_aside}: records as they came, each in its lane's order. */
@ApplicationScoped
class AsideTable {

  /**
   * A record as it was before it was set aside.
   *
   * @param seq its place among those set aside
   */
  record Aside(long seq, ConsumerRecord<String, byte[]> record) {}

  /** What of a record the event's signature covers, beside its value. */
  private record Stored(String key, Map<String, String> headers) {}

  void add(Handle tx, ConsumerRecord<String, byte[]> record, String lane, BlockAhead ahead) {
    var event = WireEvent.of(record);
    tx.execute(
        """
        INSERT INTO event_aside (topic, partition, kafka_offset, lane, sender, block, event, value)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
        record.topic(),
        record.partition(),
        record.offset(),
        lane,
        ahead.sender(),
        ahead.block(),
        CanonicalJson.text(new Stored(record.key(), event.attributes())),
        event.value());
  }

  /** The block that the last of a lane waits for; empty if none of it is set aside. */
  Optional<Long> lastOf(Handle tx, String lane) {
    return tx.createQuery("SELECT block FROM event_aside WHERE lane = ? ORDER BY seq DESC LIMIT 1")
        .bind(0, lane)
        .mapTo(Long.class)
        .findOne();
  }

  /** Bytes set aside, by sender. */
  Map<String, Long> bytesBySender(Handle tx) {
    var bytes = new HashMap<String, Long>();
    tx.createQuery(
            "SELECT sender, sum(length(value) + length(event))::bigint FROM event_aside GROUP BY sender")
        .map((row, context) -> bytes.put(row.getString(1), row.getLong(2)))
        .list();
    return bytes;
  }

  /** The first of each lane, if the block it waits for is below {@code height}. */
  List<Aside> due(Handle tx, long height, int most) {
    return tx.createQuery(
            """
            SELECT * FROM event_aside a
            WHERE block < :height AND NOT EXISTS (
              SELECT 1 FROM event_aside earlier WHERE earlier.lane = a.lane AND earlier.seq < a.seq)
            ORDER BY seq LIMIT :most""")
        .bind("height", height)
        .bind("most", most)
        .map(
            (row, context) -> {
              var stored = CanonicalJson.read(row.getString("event"), Stored.class);
              return new Aside(
                  row.getLong("seq"),
                  record(
                      row.getString("topic"),
                      row.getInt("partition"),
                      row.getLong("kafka_offset"),
                      stored,
                      row.getBytes("value")));
            })
        .list();
  }

  void remove(Handle tx, long seq) {
    tx.execute("DELETE FROM event_aside WHERE seq = ?", seq);
  }

  private static ConsumerRecord<String, byte[]> record(
      String topic, int partition, long offset, Stored stored, byte[] value) {
    var headers = new RecordHeaders();
    stored.headers().forEach((name, t) -> headers.add(name, t.getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        ConsumerRecord.NO_TIMESTAMP,
        TimestampType.NO_TIMESTAMP_TYPE,
        ConsumerRecord.NULL_SIZE,
        value.length,
        stored.key(),
        value,
        headers,
        Optional.empty());
  }
}
