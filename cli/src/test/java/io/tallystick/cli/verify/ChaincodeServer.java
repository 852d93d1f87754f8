package io.tallystick.cli.verify;

import io.tallystick.chaincode.ChaincodeMain;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The contracts as a process of their own: their router would scan this JVM's whole class path. */
final class ChaincodeServer implements AutoCloseable {

  private static final String NEEDED =
      ".*/(vocabulary|chaincode)(/target/classes|-[^/]*\\.jar)"
          + "|.*/(fabric-|grpc-|proto|guava|failureaccess|jackson-(core|databind|annotations)|classgraph"
          + "|json-|everit|commons-|handy-uri|joda|re2j|opentelemetry|okhttp|okio|kotlin|bc(prov|pkix|util)"
          + "|perfmark|gson|annotations)[^/]*\\.jar";
  private static final long START_LIMIT = TimeUnit.SECONDS.toNanos(180);

  private final Process process;
  private final int port;

  private ChaincodeServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ChaincodeServer start(Path log) throws Exception {
    return start(log, address -> "tallystick:test");
  }

  /**
   * @param id what it calls itself at that address; on Fabric the package's id, or the peer waits
   *     for another chaincode to register
   */
  static ChaincodeServer start(Path log, UnaryOperator<String> id) throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(),
            ChaincodeMain.class.getName());
    builder.environment().put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + port);
    builder.environment().put("CORE_CHAINCODE_ID_NAME", id.apply("127.0.0.1:" + port));
    var started =
        new ChaincodeServer(
            builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
    Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    started.awaitListening(log);
    return started;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private void awaitListening(Path log) throws Exception {
    for (long limit = System.nanoTime() + START_LIMIT; System.nanoTime() < limit; ) {
      if (!process.isAlive()) throw new IOException("the chaincode ended while starting: " + log);
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IOException("the chaincode doesn't listen");
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(NEEDED))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
