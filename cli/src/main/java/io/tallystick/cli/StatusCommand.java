package io.tallystick.cli;

import io.tallystick.devnet.supervisor.PartStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = "Shows what runs. Exit code 3 when nothing does, 4 when a part isn't ready.")
final class StatusCommand implements Callable<Integer> {

  private static final int NOTHING_RUNS = 3;
  private static final int NOT_READY = 4;

  @Mixin private DevnetOptions options;

  @Override
  public Integer call() {
    var devnet = options.devnet();
    var parts = devnet.status();
    if (!devnet.isSupervised()) {
      System.out.println("Nothing runs in " + devnet.home().folder() + ".");
      parts.stream()
          .filter(PartStatus::isRunning)
          .forEach(
              part -> System.out.println("Left behind, up or down sees to it: " + part.name()));
      return NOTHING_RUNS;
    }
    System.out.printf(
        "%-28s %-10s %7s %6s %9s %9s %9s%n",
        "part", "state", "pid", "port", "restarts", "memory", "uptime");
    parts.forEach(StatusCommand::line);
    return parts.stream().allMatch(PartStatus::isReady) ? 0 : NOT_READY;
  }

  private static void line(PartStatus part) {
    var runs = part.isRunning();
    System.out.printf(
        "%-28s %-10s %7s %6d %9d %9s %9s%s%n",
        part.name(),
        part.state().name().toLowerCase(Locale.ROOT),
        runs ? part.process().pid() : "-",
        part.port(),
        part.restarts(),
        runs ? (part.process().residentBytes() >> 20) + " MiB" : "-",
        runs ? uptime(part.started()) : "-",
        part.problem() == null ? "" : "  " + part.problem());
  }

  private static String uptime(long started) {
    var since = Duration.ofMillis(System.currentTimeMillis() - started);
    if (since.toHours() > 0) return since.toHours() + " h " + since.toMinutesPart() + " m";
    return since.toMinutes() > 0
        ? since.toMinutes() + " m " + since.toSecondsPart() + " s"
        : since.toSeconds() + " s";
  }
}
