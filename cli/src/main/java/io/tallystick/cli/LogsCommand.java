package io.tallystick.cli;

import io.tallystick.devnet.DevnetFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Prints the end of the logs: of every part, or of those named.")
final class LogsCommand implements Callable<Integer> {

  @Mixin private DevnetOptions options;

  @Option(names = "-f", description = "Goes on as lines are written.")
  private boolean follow;

  @Option(names = "-n", paramLabel = "LINES", defaultValue = "40", description = "Default: 40.")
  private int lines;

  @Parameters(paramLabel = "PART", description = "None: all; devnet is the supervisor's own.")
  private List<String> parts = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var logs = logs();
    // tail follows files through rotation, and every Linux has it.
    var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) command.add("-F");
    logs.forEach(log -> command.add(log.toString()));
    var tail = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(tail::destroy));
    return tail.waitFor();
  }

  private List<Path> logs() throws IOException {
    var home = options.devnet().home();
    if (!Files.isDirectory(home.logs())) {
      throw new DevnetFailure("There are no logs yet in " + home.logs() + ".");
    }
    if (parts.isEmpty()) {
      try (var files = Files.list(home.logs())) {
        return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      }
    }
    for (var part : parts) {
      if (!Files.exists(home.log(part))) {
        throw new DevnetFailure("Part " + part + " has no log in " + home.logs() + ".");
      }
    }
    return parts.stream().map(home::log).toList();
  }
}
