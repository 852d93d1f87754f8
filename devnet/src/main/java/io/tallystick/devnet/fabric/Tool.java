package io.tallystick.devnet.fabric;

import io.tallystick.devnet.process.Command;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Runs one of Fabric's command-line tools to its end. */
record Tool(FabricPlan plan) {

  private static final long LIMIT_SECONDS = 90;

  /**
   * @return what it printed, without its own log, which goes to {@link FabricPlan#toolLog()}
   * @throws IOException with the tool's last word if it failed
   */
  String run(Command command) throws IOException, InterruptedException {
    OwnerOnly.folder(plan.logs());
    var said = Files.createTempFile("fabric-tool", ".err");
    try {
      var process =
          new ProcessBuilder(command.words())
              .directory(command.directory().toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectError(said.toFile())
              .start();
      return finished(process, said);
    } finally {
      Files.delete(said);
    }
  }

  private String finished(Process process, Path said) throws IOException, InterruptedException {
    // Reads on a thread of its own: a tool that hangs must not hang its caller.
    var printed = new StringBuilder();
    var reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var out = process.getInputStream()) {
                    printed.append(new String(out.readAllBytes(), StandardCharsets.UTF_8));
                  } catch (IOException ended) {
                    // It was killed; the exit code tells.
                  }
                });
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("it didn't end in " + LIMIT_SECONDS + " s");
      }
      reader.join();
    } finally {
      process.destroyForcibly();
    }
    var log = Files.readString(said);
    Files.writeString(plan.toolLog(), log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (process.exitValue() != 0) throw new IOException(lastWord(log + printed));
    return printed.toString();
  }

  private static String lastWord(String log) {
    return log.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .filter(line -> line.startsWith("Error") || line.contains("rror:"))
        .findFirst()
        .or(() -> log.lines().reduce((first, last) -> last))
        .orElse("it failed without a word");
  }
}
