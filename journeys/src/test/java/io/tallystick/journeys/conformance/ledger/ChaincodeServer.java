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

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** What the shim needs of this JVM's class path; a short one starts faster. */
  private static final String NEEDED =
      ".*/journeys/target/test-classes"
          + "|.*/(fabric-(chaincode|protos)|grpc-|proto|guava|failureaccess|json-|everit|commons-|opentelemetry"
          + "|okhttp|okio|kotlin|bc(prov|pkix|util)|perfmark|gson|annotations|netty)[^/]*\\.jar";

  private final List<String> versions;
  private final List<Integer> ports;
  private final Path log;
  private Process process;

  private ChaincodeServer(List<String> versions, Path log) {
    this.versions = versions;
    this.ports = versions.stream().map(version -> freePort()).toList();
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Starts a process; {@link #awaitListening} says when it serves. */
  public static ChaincodeServer start(Path log, String... versions) {
    var server = new ChaincodeServer(List.of(versions), log);
    server.start();
    return server;
  }

  /** Starts it again, on the same ports. */
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
      command.add(versions.get(i) + ":" + ports.get(i));
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

  /** host:port of a version. */
  public String address(String version) {
    return "127.0.0.1:" + ports.get(versions.indexOf(version));
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
    process.destroyForcibly();
    process.onExit().join();
  }

  public boolean alive() {
    return process.isAlive();
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
