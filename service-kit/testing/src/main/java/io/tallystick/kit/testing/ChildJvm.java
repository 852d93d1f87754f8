package io.tallystick.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A part that runs as a process of its own, ended with the test's JVM at the latest. */
final class ChildJvm {

  private static final List<ChildJvm> STARTED = new CopyOnWriteArrayList<>();

  private final String name;
  private final ProcessBuilder builder;
  private final Path log;
  private Process process;

  /**
   * @param classPath name of a class path that the build wrote: {@code ledger} or {@code kafka}
   */
  ChildJvm(
      String name, String classPath, String heap, Map<String, String> environment, String... main) {
    this.name = name;
    this.log = TestConsortium.folder().resolve(name + ".log");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath(classPath)));
    command.addAll(List.of(main));
    this.builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    STARTED.add(this);
  }

  void start() {
    try {
      process = builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9}. */
  void kill() {
    if (process == null) return;
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  static void killAll() {
    STARTED.forEach(ChildJvm::kill);
  }

  /** Runs to its end. */
  void run() {
    start();
    try {
      if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) throw failure();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  void awaitListening(int port) {
    long deadline = System.nanoTime() + Duration.ofSeconds(180).toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
        return;
      } catch (IOException notYet) {
        pause();
      }
    }
    throw failure();
  }

  static String classPath(String name) {
    try (var written = ChildJvm.class.getResourceAsStream(name + ".classpath")) {
      var classPath = new String(written.readAllBytes(), StandardCharsets.UTF_8);
      return classPath.strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private IllegalStateException failure() {
    try {
      return new IllegalStateException(name + " didn't start: " + Files.readString(log));
    } catch (IOException noLog) {
      return new IllegalStateException(name + " didn't start", noLog);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
