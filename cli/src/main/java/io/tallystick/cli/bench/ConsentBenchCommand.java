package io.tallystick.cli.bench;

import io.tallystick.devnet.layout.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallystick bench consent}: how long a decision takes, on one core. */
@Command(
    name = "consent",
    description = {
      "Decides on resources under many consents, on one thread, with the code that"
          + " hospital-gateway",
      "and the contracts share. Needs nothing running."
    })
final class ConsentBenchCommand implements Callable<Integer> {

  private static final int RESOURCES = 1_000;

  @Option(
      names = "--consents",
      split = ",",
      defaultValue = "1,10,100",
      description = "Statements in force (default: 1,10,100).")
  private List<Integer> consents;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Of each measurement, and of the warm-up before it (default: 5).")
  private int seconds;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Of the consents and resources (default: 42).")
  private long seed;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description = "Where table and JSON go (default: docs/results in the project).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    var measure = new MeasureConsent(new ConsentWorkload(seed), RESOURCES);
    var rows = new ArrayList<MeasureConsent.Row>();
    System.out.println(ConsentReport.HEADER);
    for (var number : consents) {
      var row = measure.measure(number, Duration.ofSeconds(seconds));
      System.out.println(ConsentReport.line(row));
      rows.add(row);
    }
    var report =
        new ConsentReport(Instant.now(), LedgerReport.thisMachine(), command(), List.copyOf(rows));
    var folder = results == null ? Installation.find().root().resolve("docs/results") : results;
    report.write(folder);
    System.out.println();
    report.target().ifPresent(target -> System.out.println(target.line()));
    System.out.println("Written to " + folder + ".");
    return 0;
  }

  private String command() {
    var numbers = consents.stream().map(String::valueOf).collect(Collectors.joining(","));
    return "./tallystick bench consent --consents %s --duration %d --seed %d"
        .formatted(numbers, seconds, seed);
  }
}
