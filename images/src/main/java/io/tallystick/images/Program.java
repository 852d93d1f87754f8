package io.tallystick.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of this machine, run to its end. */
final class Program {

  /**
   * @return what it printed
   * @throws IOException if it isn't there or fails, with its output
   */
  static String run(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new IOException(List.of(words) + " fails:\n" + output);
    return output;
  }

  private Program() {}
}
