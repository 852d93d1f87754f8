package io.tallystick.chaincode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The chaincode server as a process of its own, as it runs in production: for tests here and in
 * other modules. Its class path holds only what it needs, because Fabric's contract router scans
 * all of it at start.
 */
public final class ChaincodeProcess implements AutoCloseable {

  private static final String NEEDED =
      ".*/(vocabulary|chaincode)(/target/classes|-[^/]*\\.jar)"
          + "|.*/(fabric-|grpc-|proto|guava|failureaccess|jackson-(core|databind|annotations)|classgraph"
          + "|json-|everit|commons-|handy-uri|joda|re2j|opentelemetry|okhttp|okio|kotlin|bc(prov|pkix|util)"
          + "|perfmark|gson|annotations)[^/]*\\.jar";
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);

  private final Process process;
  private final int port;

  private ChaincodeProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it on a free port of the loopback and waits until it listens. */
  public static ChaincodeProcess start(Path log) {
    try {
      int port = freePort();
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var builder =
          new ProcessBuilder(
              java,
              "-Xmx128m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              classPath(),
              ChaincodeMain.class.getName());
      builder.environment().put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + port);
      builder.environment().put("CORE_CHAINCODE_ID_NAME", "tallystick:test");
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      var started = new ChaincodeProcess(builder.start(), port);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.awaitListening();
      return started;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** host:port, as the ledger's configuration wants it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(NEEDED))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void awaitListening() throws IOException {
    long limit = System.nanoTime() + START_LIMIT_NANOS;
    while (System.nanoTime() < limit) {
      if (!process.isAlive()) throw new IOException("the chaincode process ended while starting");
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
        return;
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
      pause();
    }
    throw new IOException("the chaincode process does not listen");
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
