package io.tallystick.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events as another institution sends and receives them, written apart from the kit: what both
 * agree on is the format on the wire.
 */
public final class TestEvents {

  /** An event as its receiver sees it, opened. */
  public record Received(Map<String, String> attributes, String key, JsonNode content) {}

  /** A record to send, ready made; send it twice and the broker delivered twice. */
  public record Prepared(String topic, String key, Map<String, String> headers, byte[] value) {

    public Prepared withValue(byte[] other) {
      return new Prepared(topic, key, headers, other);
    }
  }

  private record Body(String sealed, JsonNode content) {}

  private final String org;
  private final String traceparent;

  TestEvents(String org) {
    this(org, null);
  }

  private TestEvents(String org, String traceparent) {
    this.org = org;
    this.traceparent = traceparent;
  }

  /** The same, its events being steps of this trace. */
  public TestEvents inTrace(String traceparent) {
    return new TestEvents(org, traceparent);
  }

  /**
   * @param receipt the ledger fact it rests on, null if none
   * @param content any record or map that reads as the type's content
   */
  public Prepared prepare(
      String type,
      String recipient,
      String family,
      String aggregateId,
      TestInstitution.Receipt receipt,
      Object content,
      boolean sealed) {
    var json = CanonicalJson.bytes(content);
    var value =
        sealed
            ? CanonicalJson.bytes(Map.of("sealed", seal(recipient, json)))
            : ("{\"content\":" + new String(json, StandardCharsets.UTF_8) + "}")
                .getBytes(StandardCharsets.UTF_8);
    var topic = "tallystick." + family + "." + recipient + ".v1";
    var headers = attributes(type, aggregateId, receipt);
    var signed = new TreeMap<>(headers);
    signed.put("topic", topic);
    signed.put("value", sha256(value));
    headers.put("ce_signature", Es256.sign(signingKey(), CanonicalJson.bytes(signed)));
    headers.put("content-type", "application/json");
    return new Prepared(topic, aggregateId, headers, value);
  }

  /** Waits for the broker's acknowledgement. */
  public static void send(Prepared event) {
    sendAll(List.of(event));
  }

  /** In their order; waits for the broker's acknowledgement of all. */
  public static void sendAll(List<Prepared> events) {
    Map<String, Object> config = Map.of("bootstrap.servers", TestKafka.servers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      var sent = new ArrayList<Future<?>>();
      for (var event : events) sent.add(producer.send(record(event)));
      for (var each : sent) each.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static ProducerRecord<String, byte[]> record(Prepared event) {
    var record = new ProducerRecord<>(event.topic(), event.key(), event.value());
    event
        .headers()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** The first event of this type and subject that ever came to this institution. */
  public Optional<Received> await(String family, String type, String subject, Duration atMost) {
    return find(
            "tallystick." + family + "." + org + ".v1",
            attributes ->
                type.equals(attributes.get("ce_type"))
                    && subject.equals(attributes.get("ce_subject")),
            atMost)
        .map(this::open);
  }

  /** A dead letter's attributes, among them {@code tallystick_reason}. */
  public static Optional<Map<String, String>> awaitDeadLetter(
      String family, String receiver, String eventId, Duration atMost) {
    var topic = "tallystick." + family + "." + receiver + ".v1.dlq";
    return find(topic, attributes -> eventId.equals(attributes.get("ce_id")), atMost)
        .map(TestEvents::attributes);
  }

  private static Optional<ConsumerRecord<String, byte[]>> find(
      String topic, Predicate<Map<String, String>> wanted, Duration atMost) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", TestKafka.servers(), "auto.offset.reset", "earliest");
    long deadline = System.nanoTime() + atMost.toNanos();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (System.nanoTime() < deadline) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          if (wanted.test(attributes(record))) return Optional.of(record);
        }
      }
      return Optional.empty();
    }
  }

  private Received open(ConsumerRecord<String, byte[]> record) {
    var body = CanonicalJson.read(record.value(), Body.class);
    var content =
        body.sealed() == null
            ? body.content()
            : CanonicalJson.read(open(body.sealed()), JsonNode.class);
    return new Received(attributes(record), record.key(), content);
  }

  private Map<String, String> attributes(
      String type, String aggregateId, TestInstitution.Receipt receipt) {
    var attributes = new TreeMap<String, String>();
    attributes.put("ce_id", UUID.randomUUID().toString());
    attributes.put("ce_specversion", "1.0");
    attributes.put("ce_type", type);
    attributes.put("ce_source", "/" + org + "/test");
    attributes.put("ce_subject", aggregateId);
    attributes.put("ce_time", Instant.now().toString());
    if (traceparent != null) attributes.put("ce_traceparent", traceparent);
    if (receipt != null) {
      attributes.put("ce_opid", receipt.accepted().opId());
      attributes.put("ce_txid", receipt.txid());
      attributes.put("ce_block", Long.toString(receipt.block()));
      attributes.put("ce_ledgerversion", Long.toString(receipt.accepted().version()));
    }
    return attributes;
  }

  private static Map<String, String> attributes(ConsumerRecord<String, byte[]> record) {
    var attributes = new HashMap<String, String>();
    record
        .headers()
        .forEach(h -> attributes.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return attributes;
  }

  private static String seal(String recipient, byte[] content) {
    var header = new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM);
    try {
      var jwe = new JWEObject(header, new Payload(content));
      jwe.encrypt(
          new ECDHEncrypter(
              TestConsortium.read(TestConsortium.encryptionKey(recipient)).toECPublicKey()));
      return jwe.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Opens what was sealed to this institution, an event's content or a release. */
  public byte[] open(String compact) {
    try {
      var jwe = JWEObject.parse(compact);
      jwe.decrypt(
          new ECDHDecrypter(
              TestConsortium.read(TestConsortium.encryptionKey(org)).toECPrivateKey()));
      return jwe.getPayload().toBytes();
    } catch (ParseException | JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Signs as the institution, as it does attestations. */
  public String sign(byte[] message) {
    return Es256.sign(signingKey(), message);
  }

  private PrivateKey signingKey() {
    try {
      return TestConsortium.read(TestConsortium.signingKey(org)).toECPrivateKey();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
