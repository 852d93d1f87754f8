package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The broker's settings and the consortium's topics. */
public final class KafkaProperties {

  public static final int HEAP_MEGABYTES = 512;
  private static final List<String> FAMILIES = List.of("claims", "records", "consents");

  /** A topic per family and receiving institution, and a dead-letter topic for each. */
  public static List<String> topics() {
    return Consortium.INSTITUTIONS.stream()
        .flatMap(
            to -> FAMILIES.stream().map(family -> "tallystick." + family + "." + to.id() + ".v1"))
        .flatMap(topic -> Stream.of(topic, topic + ".dlq"))
        .toList();
  }

  public static Map<String, String> of(Home home, Ports ports) {
    var properties = new TreeMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + Ports.HOST + ":" + ports.kafkaController());
    properties.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d"
            .formatted(Ports.HOST, ports.kafka(), Ports.HOST, ports.kafkaController()));
    properties.put("advertised.listeners", "PLAINTEXT://" + ports.kafkaBootstrap());
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", home.data("kafka").toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("message.max.bytes", Integer.toString(16 << 20));
    // One broker: nothing can be replicated.
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "5");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "5");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // A killed broker may come back as soon as its last session is over; the default is 9 s.
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    // Each partition maps two index files of this size.
    properties.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    return properties;
  }

  private KafkaProperties() {}
}
