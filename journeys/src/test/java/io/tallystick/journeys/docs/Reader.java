package io.tallystick.journeys.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Somebody who follows a page in one shell, from its first line to its last: bash, where the page
 * says {@code curl} the one there is, each of whose requests is noted.
 */
final class Reader {

  /** Standard output, errors and requests of a step go to files beside its commands. */
  private static final String SHELL =
      """
      curl() { command curl --max-time 30 -w '%{stderr}%{http_code}\\n' "$@" 2>>"$NOTES/curl"; }
      typed() {
        : >"$NOTES/curl"
        . "$NOTES/typed" >"$NOTES/output" 2>"$NOTES/errors" </dev/null
        echo "$? done"
      }
      """;

  private final Path folder;
  private final UnaryOperator<String> here;
  private final Map<String, String> environment;
  private final Duration patience;

  /**
   * @param folder where the reader stands
   * @param here turns what a page says into what is true here (ports)
   */
  Reader(
      Path folder, UnaryOperator<String> here, Map<String, String> environment, Duration patience) {
    this.folder = folder;
    this.here = here;
    this.environment = environment;
    this.patience = patience;
  }

  /**
   * Stops at the first step that doesn't go as the page says.
   *
   * @return what is wrong there, with the page's line; empty if the page is right
   */
  String follow(Page page) throws IOException {
    var notes = Files.createTempDirectory("reader");
    var builder = new ProcessBuilder("bash", "--norc").directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("NOTES", notes.toString());
    var shell = builder.redirectError(notes.resolve("shell").toFile()).start();
    var watch = Thread.ofVirtual().start(() -> giveUp(shell));
    try (var done = shell.inputReader(StandardCharsets.UTF_8)) {
      tell(shell, SHELL);
      for (var block : page.blocks()) {
        if (block.notRun() != null) continue;
        for (var step : block.steps()) {
          var wrong = follow(step, shell, done, notes);
          if (!wrong.isEmpty()) return page.name() + ":" + step.line() + " " + wrong;
        }
      }
      return "";
    } finally {
      watch.interrupt();
      end(shell);
    }
  }

  private String follow(Step step, Process shell, BufferedReader done, Path notes)
      throws IOException {
    Files.writeString(notes.resolve("typed"), here.apply(step.command()) + "\n");
    tell(shell, "typed\n");
    var line = done.readLine();
    if (line == null) return "not done within " + patience + "\n" + step.command();
    var outcome =
        new Outcome(
            Integer.parseInt(line.substring(0, line.indexOf(' '))),
            statuses(notes),
            Files.readString(notes.resolve("output")),
            Files.readString(notes.resolve("errors")) + Files.readString(notes.resolve("curl")));
    var wrong = step.wrong(outcome);
    return wrong.isEmpty()
        ? ""
        : String.join("; ", wrong)
            + "\n%s\n--- output\n%s\n--- errors\n%s"
                .formatted(step.command(), outcome.output(), outcome.errors());
  }

  /** Among them lines of curl's own, when a request wasn't answered. */
  private static List<Integer> statuses(Path notes) throws IOException {
    return Files.readAllLines(notes.resolve("curl")).stream()
        .filter(line -> line.matches("\\d{3}"))
        .map(Integer::valueOf)
        .toList();
  }

  private static void tell(Process shell, String text) throws IOException {
    shell.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().flush();
  }

  private void giveUp(Process shell) {
    try {
      if (!shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) end(shell);
    } catch (InterruptedException finished) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process shell) {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
