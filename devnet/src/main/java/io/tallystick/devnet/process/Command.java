package io.tallystick.devnet.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program to run.
 *
 * @param environment added to the environment it inherits; may hold secrets, so it is never logged
 */
public record Command(List<String> words, Map<String, String> environment, Path directory) {

  private static final long LOG_LIMIT_BYTES = 50L << 20;

  public static Command of(Path directory, List<String> words) {
    return new Command(words, Map.of(), directory);
  }

  /** Starts it in the background, its output appended to the log. */
  public Process start(Path log) throws IOException {
    rotate(log);
    return builder().redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  /** Runs it to its end, its output appended to the log; returns its exit code. */
  public int run(Path log, long timeout, TimeUnit unit) throws IOException, InterruptedException {
    var process = start(log);
    try {
      if (process.waitFor(timeout, unit)) return process.exitValue();
      throw new IOException(words.getFirst() + " didn't end in " + timeout + " " + unit);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Changes when anything about the command does; tells whether a running process is this one. */
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join("\0", words).getBytes(StandardCharsets.UTF_8));
      new java.util.TreeMap<>(environment)
          .forEach(
              (key, value) ->
                  digest.update((key + "=" + value + "\0").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private ProcessBuilder builder() {
    var builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
