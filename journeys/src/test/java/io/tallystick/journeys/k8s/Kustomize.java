package io.tallystick.journeys.k8s;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whichever Kustomize this machine has: {@code kustomize}, the one inside {@code kubectl}, or,
 * where there is Go, the one of the Go module, built once into {@code target/}.
 */
final class Kustomize {

  private static final String MODULE = "sigs.k8s.io/kustomize/kustomize/v5@v5.8.0";
  private static final String NONE =
      "no Kustomize 5 here: install kustomize, kubectl 1.27 or newer, or Go, and the overlays are"
          + " checked too";
  private static final long PATIENCE_MINUTES = 8;

  private final List<String> command;

  private Kustomize(List<String> command) {
    this.command = command;
  }

  /** Skips the calling test, saying why, if there is none; fails instead where CI runs. */
  static Kustomize find() throws IOException, InterruptedException {
    var found = installed().or(Kustomize::builtWithGo);
    if (found.isPresent()) return new Kustomize(found.get());
    if (System.getenv("CI") != null) throw new IllegalStateException(NONE);
    System.out.println("SKIPPED: " + NONE);
    return abort(NONE);
  }

  String build(Path folder) throws IOException, InterruptedException {
    var words = new ArrayList<>(command);
    words.add(folder.toString());
    var run = run(words);
    if (run.code() != 0) throw new AssertionError(folder + " doesn't build:\n" + run.errors());
    return run.output();
  }

  private static Optional<List<String>> installed() {
    if (majorVersion("kustomize", "version") >= 5)
      return Optional.of(List.of("kustomize", "build"));
    if (majorVersion("kubectl", "version", "--client") >= 5) {
      return Optional.of(List.of("kubectl", "kustomize"));
    }
    return Optional.empty();
  }

  private static Optional<List<String>> builtWithGo() {
    var folder = Checkout.root().resolve("target/kustomize");
    var program = folder.resolve("kustomize");
    if (!Files.isExecutable(program)) {
      var built = tryRun(List.of("env", "GOBIN=" + folder, "go", "install", MODULE));
      if (built.code() != 0) return Optional.empty();
    }
    return Optional.of(List.of(program.toString(), "build"));
  }

  /** Of Kustomize, e.g. 5 in "v5.8.0" or "Kustomize Version: v5.5.0"; 0 if it doesn't run. */
  private static int majorVersion(String... words) {
    var said = tryRun(List.of(words));
    if (said.code() != 0) return 0;
    var lines = said.output().strip().lines().toList();
    var last = lines.getLast();
    int at = last.indexOf('v', last.indexOf(':') + 1);
    return at < 0 ? 0 : Character.digit(last.charAt(at + 1), 10);
  }

  private record Run(int code, String output, String errors) {}

  private static Run tryRun(List<String> words) {
    try {
      return run(words);
    } catch (IOException absent) {
      return new Run(-1, "", absent.getMessage());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return new Run(-1, "", "interrupted");
    }
  }

  private static Run run(List<String> words) throws IOException, InterruptedException {
    var errors = Files.createTempFile("kustomize", ".err");
    try {
      var process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) process.destroyForcibly();
      return new Run(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }
}
