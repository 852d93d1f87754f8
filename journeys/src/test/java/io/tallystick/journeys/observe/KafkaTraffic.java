package io.tallystick.journeys.observe;

import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.config.ConsortiumTopics;
import io.tallystick.devnet.config.KafkaLogins;
import io.tallystick.devnet.consortium.Consortium;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies in the institutions' topics, as the broker's operator sees it. */
final class KafkaTraffic {

  /** One event, without its content. */
  record Event(String topic, String type, String subject, String traceparent) {}

  /** Everything about one aggregate, from the first offset to where each topic ends now. */
  static List<Event> about(Devnet devnet, String subject) {
    var settings = new HashMap<String, Object>(KafkaLogins.devnet(devnet.secrets()));
    settings.put("bootstrap.servers", devnet.ports().kafkaBootstrap());
    settings.put("enable.auto.commit", false);
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var events = new ArrayList<Event>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var each : consumer.poll(Duration.ofMillis(500))) {
          if (subject.equals(header(each, "ce_subject"))) events.add(event(each));
        }
      }
      return events;
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    return Consortium.INSTITUTIONS.stream()
        .flatMap(institution -> ConsortiumTopics.of(institution.id()).stream())
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static Event event(ConsumerRecord<?, ?> each) {
    return new Event(
        each.topic(),
        header(each, "ce_type"),
        header(each, "ce_subject"),
        header(each, "ce_traceparent"));
  }

  private static String header(ConsumerRecord<?, ?> each, String name) {
    var header = each.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private KafkaTraffic() {}
}
