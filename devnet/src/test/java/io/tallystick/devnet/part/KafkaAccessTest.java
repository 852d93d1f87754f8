package io.tallystick.devnet.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.devnet.config.KafkaLogins;
import io.tallystick.devnet.config.KafkaProperties;
import io.tallystick.devnet.config.PropertiesText;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The devnet's own broker, as two institutions and a stranger find it. */
class KafkaAccessTest {

  private static final String TO_RIVERSIDE = "tallystick.claims.riverside.v1";
  private static final String TO_HARBOR = "tallystick.claims.harbor.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static Ports ports;
  private static Secrets secrets;
  private static Process broker;

  @BeforeAll
  static void start() throws Exception {
    ports = freePorts();
    var home = new Home(folder.resolve("home"));
    home.create();
    secrets = Secrets.of(home);
    OwnerOnly.write(
        home.config(Kafka.NAME), PropertiesText.of(KafkaProperties.of(home, ports, secrets)));
    var part = new Kafka(home, installation(), ports, secrets);
    part.prepare();
    broker = part.command().start(home.log(Kafka.NAME));
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!part.answers()) {
      if (!broker.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(Files.readString(home.log(Kafka.NAME)));
      }
      Thread.onSpinWait();
    }
    part.provision();
    part.provision();
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (broker != null) broker.destroyForcibly().waitFor();
  }

  @Test
  void an_institution_reads_what_another_wrote_to_it() throws Exception {
    write("harbor", TO_RIVERSIDE, "for riverside");
    assertThat(read("riverside", "riverside-claim-service", TO_RIVERSIDE))
        .contains("for riverside");
  }

  @Test
  void an_institution_cannot_read_anothers_topic() throws Exception {
    write("riverside", TO_HARBOR, "for harbor");
    assertThatThrownBy(() -> read("riverside", "riverside-claim-service", TO_HARBOR))
        .isInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> read("harbor", "harbor-insurer-service", TO_RIVERSIDE))
        .isInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void an_institution_cannot_join_anothers_group() {
    assertThatThrownBy(() -> read("riverside", "harbor-insurer-service", TO_RIVERSIDE))
        .isInstanceOf(GroupAuthorizationException.class);
  }

  @Test
  void dead_letters_are_ones_own() throws Exception {
    write("riverside", TO_RIVERSIDE + ".dlq", "kept");
    assertThatThrownBy(() -> write("riverside", TO_HARBOR + ".dlq", "planted"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void a_password_of_anothers_opens_nothing() {
    var settings = new HashMap<>(KafkaLogins.of(secrets, "riverside"));
    settings.computeIfPresent(
        "sasl.jaas.config",
        (name, login) -> login.replace(secrets.kafka("riverside"), secrets.kafka("harbor")));
    assertThatThrownBy(() -> write(settings, TO_HARBOR, "forged"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void without_a_login_nothing_is_answered() {
    assertThatThrownBy(() -> write(Map.of(), TO_HARBOR, "nobody's"))
        .isInstanceOf(ExecutionException.class);
  }

  private static void write(String org, String topic, String text) throws Exception {
    write(KafkaLogins.of(secrets, org), topic, text);
  }

  private static void write(Map<String, String> login, String topic, String text) throws Exception {
    var settings = settings(login);
    settings.put("max.block.ms", 5_000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", text)).get();
    }
  }

  private static List<String> read(String org, String group, String topic) {
    var settings = settings(KafkaLogins.of(secrets, org));
    settings.put("group.id", group);
    settings.put("auto.offset.reset", "earliest");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (System.nanoTime() < deadline) {
        var records = consumer.poll(Duration.ofMillis(200)).records(topic);
        var texts = new ArrayList<String>();
        for (ConsumerRecord<String, String> each : records) texts.add(each.value());
        if (!texts.isEmpty()) return texts;
      }
    }
    return List.of();
  }

  private static Map<String, Object> settings(Map<String, String> login) {
    var settings = new HashMap<String, Object>(login);
    settings.put("bootstrap.servers", ports.kafkaBootstrap());
    settings.put("allow.auto.create.topics", false);
    return settings;
  }

  private static Ports freePorts() {
    for (int offset = 20_000; offset < 40_000; offset += 101) {
      var ports = new Ports(offset);
      if (!Probe.listens(ports.kafka()) && !Probe.listens(ports.kafkaController())) return ports;
    }
    throw new AssertionError("no free ports");
  }

  /** A project whose devnet is what this test runs on. */
  private static Installation installation() throws IOException {
    var target = folder.resolve("project/devnet/target");
    Files.createDirectories(target.resolve("lib"));
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    var urls =
        Stream.of(System.getProperty("java.class.path").split(":"))
            .map(path -> Path.of(path).toUri().toString())
            .toList();
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
    try (var jar =
        new JarOutputStream(Files.newOutputStream(target.resolve("devnet-test.jar")), manifest)) {
      jar.finish();
    }
    return new Installation(folder.resolve("project"));
  }
}
