package io.tallystick.kit.events.inbox;

import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.PoisonEvent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A Kafka record as CloudEvents attributes and a value; nothing in it is trusted yet. */
record WireEvent(String topic, String key, Map<String, String> attributes, byte[] value) {

  private static final Pattern SOURCE = Pattern.compile("/([a-z][a-z0-9-]*)/[a-z][a-z0-9-]*");

  static WireEvent of(ConsumerRecord<String, byte[]> record) {
    var attributes = new HashMap<String, String>();
    for (var header : record.headers()) {
      attributes.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    var value = record.value() == null ? new byte[0] : record.value();
    return new WireEvent(record.topic(), record.key(), attributes, value);
  }

  String id() {
    return attribute(EventAttributes.ID);
  }

  String type() {
    return attribute(EventAttributes.TYPE);
  }

  String subject() {
    return attribute(EventAttributes.SUBJECT);
  }

  String senderOrg() {
    var source = SOURCE.matcher(attribute(EventAttributes.SOURCE));
    if (!source.matches()) throw new PoisonEvent("source.malformed");
    return source.group(1);
  }

  Instant time() {
    try {
      return Instant.parse(attribute(EventAttributes.TIME));
    } catch (DateTimeException malformed) {
      throw new PoisonEvent("time.malformed", malformed);
    }
  }

  /** Absent for events that rest on no ledger fact. */
  Optional<String> opId() {
    return Optional.ofNullable(attributes.get(EventAttributes.OP_ID));
  }

  long block() {
    try {
      return Long.parseLong(attribute(EventAttributes.BLOCK));
    } catch (NumberFormatException malformed) {
      throw new PoisonEvent("block.malformed", malformed);
    }
  }

  String attribute(String name) {
    var text = attributes.get(name);
    if (text == null) throw new PoisonEvent("attribute.missing");
    return text;
  }
}
