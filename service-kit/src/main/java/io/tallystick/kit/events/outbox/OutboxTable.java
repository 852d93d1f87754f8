package io.tallystick.kit.events.outbox;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.Topics;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.observe.Traceparent;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SigningKey;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code outbox}: sealed and signed when written, so that sending needs nothing but Kafka.
 */
@ApplicationScoped
class OutboxTable implements Outbox {

  record Row(long seq, String topic, String key, Map<String, String> headers, byte[] value) {}

  private final TallystickConfig config;
  private final Envelopes envelopes;
  private final SigningKey signingKey;
  private final RelaySession session;
  private final Ids ids;
  private final Clock clock;

  OutboxTable(
      TallystickConfig config,
      Envelopes envelopes,
      SigningKey signingKey,
      RelaySession session,
      Ids ids,
      Clock clock) {
    this.config = config;
    this.envelopes = envelopes;
    this.signingKey = signingKey;
    this.session = session;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void add(Handle tx, OutgoingEvent event) {
    var topic = Topics.of(event.topicFamily(), event.recipientOrg());
    var value = value(event);
    var headers = attributes(event);
    headers.put(
        EventAttributes.SIGNATURE, signingKey.sign(EventAttributes.message(headers, topic, value)));
    tx.createUpdate(
            """
            INSERT INTO outbox (event_id, topic, key, headers, value)
            VALUES (:id, :topic, :key, :headers, :value) ON CONFLICT (event_id) DO NOTHING""")
        .bind("id", headers.get(EventAttributes.ID))
        .bind("topic", topic)
        .bind("key", event.aggregateId())
        .bind("headers", CanonicalJson.text(headers))
        .bind("value", value)
        .execute();
    session.wakeAfterCommit(tx);
  }

  List<Row> oldest(Handle tx, int most) {
    return tx.createQuery(
            """
            SELECT seq, topic, key, headers, value FROM outbox
            ORDER BY seq LIMIT :most FOR UPDATE SKIP LOCKED""")
        .bind("most", most)
        .map(
            (row, context) ->
                new Row(
                    row.getLong("seq"),
                    row.getString("topic"),
                    row.getString("key"),
                    headers(row.getString("headers")),
                    row.getBytes("value")))
        .list();
  }

  void delete(Handle tx, List<Long> sent) {
    tx.createUpdate("DELETE FROM outbox WHERE seq = ANY (:sent)")
        .bindArray("sent", Long.class, sent.toArray())
        .execute();
  }

  private byte[] value(OutgoingEvent event) {
    var content = CanonicalJson.bytes(event.content());
    if (!event.sealed()) {
      var text = new String(content, StandardCharsets.UTF_8);
      return ("{\"content\":" + text + "}").getBytes(StandardCharsets.UTF_8);
    }
    return CanonicalJson.bytes(Map.of("sealed", envelopes.seal(event.recipientOrg(), content)));
  }

  private Map<String, String> attributes(OutgoingEvent event) {
    var attributes = new TreeMap<String, String>();
    attributes.put(EventAttributes.ID, eventId(event));
    attributes.put(EventAttributes.SPEC_VERSION, "1.0");
    attributes.put(EventAttributes.TYPE, event.type());
    attributes.put(
        EventAttributes.SOURCE, "/" + config.org().id() + "/" + config.events().service());
    attributes.put(EventAttributes.SUBJECT, event.aggregateId());
    attributes.put(EventAttributes.TIME, clock.instant().toString());
    attributes.put(EventAttributes.CONTENT_TYPE, "application/json");
    var trace = Traceparent.current();
    if (trace != null) attributes.put(EventAttributes.TRACEPARENT, trace);
    var receipt = event.receipt();
    if (receipt != null) {
      attributes.put(EventAttributes.OP_ID, receipt.accepted().opId());
      attributes.put(EventAttributes.TXID, receipt.txid());
      attributes.put(EventAttributes.BLOCK, Long.toString(receipt.block()));
      attributes.put(EventAttributes.LEDGER_VERSION, Long.toString(receipt.accepted().version()));
    }
    return attributes;
  }

  /**
   * One operation makes one event of a type to a recipient, however often its outcome is written.
   */
  private String eventId(OutgoingEvent event) {
    var cause = event.receipt() == null ? ids.next() : event.receipt().accepted().opId();
    var name = cause + "/" + event.type() + "/" + event.recipientOrg();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> headers(String json) {
    return CanonicalJson.read(json, TreeMap.class);
  }
}
