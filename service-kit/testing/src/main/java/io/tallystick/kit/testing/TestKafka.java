package io.tallystick.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One real broker (KRaft) for the JVM, with every institution's topics. */
final class TestKafka {

  private static final String SERVERS = "tallystick-testing.kafka";

  static synchronized String servers() {
    if (System.getProperty(SERVERS) == null) System.setProperty(SERVERS, start());
    return System.getProperty(SERVERS);
  }

  private static String start() {
    int port = HeldPort.next();
    int controller = HeldPort.next();
    var config = configure(port, controller);
    new ChildJvm(
            "kafka-format",
            "kafka",
            "128m",
            Map.of(),
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "dGFsbHlzdGljay10ZXN0cw",
            "-c",
            config.toString())
        .run();
    var broker = new ChildJvm("kafka", "kafka", "384m", Map.of(), "kafka.Kafka", config.toString());
    broker.start();
    broker.awaitListening(port);
    var servers = "127.0.0.1:" + port;
    createTopics(servers);
    return servers;
  }

  private static Path configure(int port, int controller) {
    var folder = TestConsortium.folder();
    var text =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        advertised.listeners=PLAINTEXT://127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%s
        auto.create.topics.enable=false
        message.max.bytes=16777216
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=3
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.index.size.max.bytes=1048576
        """
            .formatted(controller, port, controller, port, folder.resolve("kafka"));
    try {
      return Files.writeString(folder.resolve("kafka.properties"), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void createTopics(String servers) {
    var topics = new ArrayList<NewTopic>();
    for (var member : TestConsortium.MEMBERS) {
      for (var family : List.of("claims", "records", "consents")) {
        var name = "tallystick." + family + "." + member.id() + ".v1";
        topics.add(new NewTopic(name, 3, (short) 1));
        topics.add(new NewTopic(name + ".dlq", 1, (short) 1));
      }
    }
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
      admin.createTopics(topics).all().get(180, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException("topics not created", failed);
    }
  }

  private TestKafka() {}
}
