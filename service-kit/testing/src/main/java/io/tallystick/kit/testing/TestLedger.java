package io.tallystick.kit.testing;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dev ledger with the real contracts, five organisations, founded; two processes. */
public final class TestLedger {

  static final String CHANNEL = "tallystick";
  static final String CHAINCODE = "tallystick";
  private static final String PORT = "tallystick-testing.gateway.";
  private static final String PID = "tallystick-testing.ledger";
  private static final List<String> SERVICES =
      List.of("hospital-gateway", "claim-service", "insurer-service", "test");

  /** The port of an institution's gateway; starts the ledger if it doesn't run. */
  static synchronized int gatewayPort(String org) {
    if (System.getProperty(PORT + org) == null) start();
    return Integer.getInteger(PORT + org);
  }

  static Path crypto(String org) {
    return TestConsortium.folder().resolve("crypto").resolve(org);
  }

  /** As {@code kill -9}, and what a supervisor does then. */
  public static synchronized void killAndRestart(Runnable meanwhile) {
    ProcessHandle.of(Long.getLong(PID)).ifPresent(ProcessHandle::destroyForcibly);
    try {
      meanwhile.run();
    } finally {
      startLedger();
    }
  }

  private static void start() {
    enroll();
    int chaincodePort = HeldPort.next();
    var chaincode = chaincode(chaincodePort);
    chaincode.start();
    var ports = new HashMap<String, Integer>();
    TestConsortium.MEMBERS.forEach(member -> ports.put(member.id(), HeldPort.next()));
    ports.forEach((org, port) -> System.setProperty(PORT + org, port.toString()));
    configure(ports, chaincodePort);
    startLedger();
    chaincode.awaitListening(chaincodePort);
    TestInstitution.of("authority")
        .submit(new BootstrapOrgs("0".repeat(32), TestConsortium.orgs()), null);
  }

  private static void startLedger() {
    var ledger =
        new ChildJvm(
            "ledger",
            "ledger",
            "256m",
            Map.of(),
            "io.tallystick.ledger.LedgerMain",
            TestConsortium.folder().resolve("ledger.json").toString());
    ledger.start();
    System.setProperty(PID, Long.toString(ledger.pid()));
    TestConsortium.MEMBERS.forEach(
        member -> ledger.awaitListening(Integer.getInteger(PORT + member.id())));
  }

  private static ChildJvm chaincode(int port) {
    return new ChildJvm(
        "chaincode",
        "ledger",
        "128m",
        Map.of(
            "CORE_CHAINCODE_ID_NAME", CHAINCODE, "CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + port),
        "io.tallystick.chaincode.ChaincodeMain");
  }

  private static void configure(Map<String, Integer> ports, int chaincodePort) {
    var folder = TestConsortium.folder();
    var orgs =
        TestConsortium.MEMBERS.stream()
            .map(
                member ->
                    Map.of(
                        "name", member.id(),
                        "mspId", member.msp(),
                        "gatewayPort", ports.get(member.id())))
            .toList();
    var config =
        Map.of(
            "dataFolder", folder.resolve("ledger").toString(),
            "cryptoFolder", folder.resolve("crypto").toString(),
            "channel", CHANNEL,
            "orgs", orgs,
            "chaincodes",
                List.of(
                    Map.of(
                        "name",
                        CHAINCODE,
                        "address",
                        "127.0.0.1:" + chaincodePort,
                        "policy",
                        Map.of("outOf", 2))));
    try {
      Files.write(folder.resolve("ledger.json"), CanonicalJson.bytes(config));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The ledger's own tool, in a class loader of its own. */
  private static void enroll() {
    var crypto = TestConsortium.folder().resolve("crypto");
    try (var loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
      var enroll =
          loader
              .loadClass("io.tallystick.ledger.crypto.CryptoMaterial")
              .getMethod("enroll", Path.class, String.class, String.class);
      for (var member : TestConsortium.MEMBERS) {
        for (var service : SERVICES) enroll.invoke(null, crypto, member.id(), service);
      }
    } catch (IOException | ReflectiveOperationException failed) {
      throw new IllegalStateException("enrolment failed", failed);
    }
  }

  private static URL[] urls() throws MalformedURLException {
    var urls = new ArrayList<URL>();
    for (var entry : ChildJvm.classPath("ledger").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private TestLedger() {}
}
