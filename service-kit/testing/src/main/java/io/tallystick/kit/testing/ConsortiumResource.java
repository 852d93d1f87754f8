package io.tallystick.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What a service needs to run in a test: its institution's keys and tokens, PostgreSQL, Kafka and
 * the dev ledger with the contracts, all real. Init args: {@code org}, {@code service}, and {@code
 * parts}, a comma-separated selection of {@code postgres,kafka,ledger} (default: all). The parts
 * run once a JVM; every application start gets an empty database and an empty key folder.
 */
public class ConsortiumResource implements QuarkusTestResourceLifecycleManager {

  private Map<String, String> arguments = Map.of();

  @Override
  public void init(Map<String, String> initArgs) {
    arguments = new HashMap<>(initArgs);
  }

  @Override
  public Map<String, String> start() {
    var org = arguments.getOrDefault("org", "riverside");
    var service = arguments.getOrDefault("service", "claim-service");
    var parts = List.of(arguments.getOrDefault("parts", "postgres,kafka,ledger").split(","));
    var kafka = parts.contains("kafka") ? begin(TestKafka::servers) : null;
    var gateway = parts.contains("ledger") ? begin(() -> TestLedger.gatewayPort(org)) : null;
    var config = new TreeMap<String, String>(institution(org));
    config.putAll(TestTokens.tenants(org));
    if (parts.contains("postgres")) config.putAll(TestPostgres.freshDatabase());
    config.put("kafka.bootstrap.servers", kafka == null ? "127.0.0.1:1" : kafka.join());
    config.putAll(ledger(org, service, gateway == null ? 1 : gateway.join()));
    return config;
  }

  @Override
  public void stop() {
    // The parts serve the next application and end with the JVM.
  }

  /** Kafka's client loads its classes by the thread's class loader. */
  private static <T> CompletableFuture<T> begin(Supplier<T> part) {
    return CompletableFuture.supplyAsync(
        () -> {
          Thread.currentThread().setContextClassLoader(ConsortiumResource.class.getClassLoader());
          return part.get();
        },
        work -> Thread.ofPlatform().start(work));
  }

  private static Map<String, String> institution(String org) {
    var keys = TestConsortium.folder().resolve("keys-" + System.nanoTime());
    return Map.of(
        "quarkus.http.test-port", "0",
        "tallystick.org.id", org,
        "tallystick.org.msp", TestConsortium.member(org).msp(),
        "tallystick.keys.encryption", TestConsortium.encryptionKey(org).toString(),
        "tallystick.keys.signing", TestConsortium.signingKey(org).toString(),
        "tallystick.keys.folder", keys.toString());
  }

  private static Map<String, String> ledger(String org, String service, int port) {
    var crypto = TestLedger.crypto(org);
    var user = crypto.resolve("users").resolve(service);
    return Map.of(
        "tallystick.ledger.endpoint",
        "127.0.0.1:" + port,
        "tallystick.ledger.tls-ca",
        crypto.resolve("tls/ca.pem").toString(),
        "tallystick.ledger.certificate",
        user.resolve("cert.pem").toString(),
        "tallystick.ledger.private-key",
        user.resolve("key.pem").toString(),
        "tallystick.ledger.channel",
        TestLedger.CHANNEL,
        "tallystick.ledger.chaincode",
        TestLedger.CHAINCODE);
  }
}
