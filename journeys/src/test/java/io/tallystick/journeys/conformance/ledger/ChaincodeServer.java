package io.tallystick.journeys.conformance.ledger;

import io.tallystick.journeys.conformance.chaincode.ConformanceChaincode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that serves the test chaincode, in one or several versions; can die and come back. */
public final class ChaincodeServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  /** What the shim needs of this JVM's class path; a short one starts faster. */
  private static final String NEEDED =
      ".*/journeys/target/test-classes"
          + "|.*/(fabric-(chaincode|protos)|grpc-|proto|guava|failureaccess|json-|everit|commons-|opentelemetry"
          + "|okhttp|okio|kotlin|bc(prov|pkix|util)|perfmark|gson|annotations|netty)[^/]*\\.jar";

  private final List<String> versions;
  private final List<Integer> ports;
  private final Path log;
  private List<String> ids;
  private Process process;

  /** One that is not started yet, so that its addresses can be told beforehand. */
  ChaincodeServer(Path log, String... versions) {
    this.versions = List.of(versions);
    this.ports = this.versions.stream().map(version -> freePort()).toList();
    this.ids = this.versions.stream().map(version -> "conformance:" + version).toList();
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** What each version registers as at its peer; Fabric expects the package's id. */
  void registerAs(List<String> packageIds) {
    ids = packageIds;
  }

  /** Starts the process, also again on the same ports; {@link #awaitListening} when it serves. */
  public void start() {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                ConformanceChaincode.class.getName()));
    for (var i = 0; i < versions.size(); i++) {
      command.addAll(List.of(versions.get(i), "" + ports.get(i), ids.get(i)));
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** host:port of the first, second … version. */
  public String address(int index) {
    return "127.0.0.1:" + ports.get(index);
  }

  public void awaitListening() {
    var limit = System.nanoTime() + START_LIMIT.toNanos();
    for (var port : ports) {
      while (!listens(port)) {
        if (!process.isAlive() || System.nanoTime() > limit) {
          throw new IllegalStateException("the chaincode does not listen; see " + log);
        }
        pause();
      }
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it at once; returns when it is gone. */
  public void kill() {
    if (process == null) return;
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(NEEDED))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A port of the loopback that nobody listens on now. */
  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
