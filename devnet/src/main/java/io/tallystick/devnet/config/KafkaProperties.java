package io.tallystick.devnet.config;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import java.util.Map;
import java.util.TreeMap;

/** The broker's settings. */
public final class KafkaProperties {

  public static final int HEAP_MEGABYTES = 512;

  public static Map<String, String> of(Home home, Ports ports, Secrets secrets) {
    var properties = new TreeMap<>(KafkaLogins.broker(secrets));
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + Ports.HOST + ":" + ports.kafkaController());
    properties.put(
        "listeners",
        "CLIENTS://%s:%d,CONTROLLER://%s:%d"
            .formatted(Ports.HOST, ports.kafka(), Ports.HOST, ports.kafkaController()));
    properties.put("advertised.listeners", "CLIENTS://" + ports.kafkaBootstrap());
    properties.put("inter.broker.listener.name", "CLIENTS");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    // Nobody may do what no rule allows; the rules are KafkaAccess's.
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:" + KafkaLogins.BROKER + ";User:" + KafkaLogins.DEVNET);
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
