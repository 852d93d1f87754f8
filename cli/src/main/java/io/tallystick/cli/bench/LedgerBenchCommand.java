package io.tallystick.cli.bench;

import io.tallystick.devnet.fabric.FabricHome;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Jit;
import io.tallystick.devnet.layout.LedgerChoice.Kind;
import io.tallystick.ledger.identity.Ecdsa;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallystick bench ledger}: how fast a ledger is without any service. */
@Command(
    name = "ledger",
    description = {
      "Drives the bare ledger with the contracts: one transition a transaction, then grouped.",
      "On the dev ledger, and on Fabric when FABRIC_HOME is set; each started fresh for it."
    })
final class LedgerBenchCommand implements Callable<Integer> {

  @Option(
      names = "--ledger",
      paramLabel = "dev|fabric",
      description = "Only this one (default: dev, and fabric if FABRIC_HOME is set).")
  private Kind ledger;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Of each measurement (default: 5).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Of each ledger, before its first measurement (default: 10).")
  private int warmUp;

  @Option(
      names = "--callers",
      split = ",",
      defaultValue = "1,16,64,200",
      description = "Callers at once, each with one transaction (default: 1,16,64,200).")
  private List<Integer> callers;

  @Option(
      names = "--groups",
      split = ",",
      defaultValue = "1,10,50,100",
      description = "Transitions a grouped transaction (default: 1,10,50,100).")
  private List<Integer> groups;

  @Option(
      names = "--batch-timeout",
      paramLabel = "MILLIS",
      description = "Of Fabric's orderer (default: 10).")
  private Integer batchTimeout;

  @Option(
      names = "--jit",
      paramLabel = "quick|full",
      defaultValue = "full",
      description =
          "Compiler of the dev ledger's and the contracts' JVMs: full optimizes what runs for"
              + " long, quick is what devnet gives cold parts (default: full).")
  private Jit jit;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Added to every port, to stay clear of a running devnet (default: 20000).")
  private int portOffset;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description = "Where table, JSON and picture go (default: docs/results in the project).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    var root = Installation.find().root();
    System.setProperty(Jit.PROPERTY, jit.name());
    // The callers share the cores with the ledger: they should cost little, and the same on both.
    Ecdsa.prefer();
    var plan =
        new MeasureLedger.Plan(
            callers, groups, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
    var cells = new ArrayList<Cell>();
    System.out.println(LedgerTable.HEADER);
    for (var kind : ledgers()) {
      var folder = root.resolve("target/bench").resolve(kind.name().toLowerCase(Locale.ROOT));
      var timeout = Optional.ofNullable(batchTimeout).map(Duration::ofMillis);
      try (var started = BenchLedger.start(kind, folder, portOffset, timeout)) {
        cells.addAll(new MeasureLedger(started, System.out).run(plan));
      }
    }
    var fabric =
        ledgers().contains(Kind.FABRIC) ? FabricHome.fromEnvironment().orElseThrow() : null;
    var report =
        new LedgerReport(
            Instant.now(),
            LedgerReport.thisMachine(),
            command(),
            fabric == null ? null : fabric.version(),
            cells);
    var folder = results == null ? root.resolve("docs/results") : results;
    report.write(folder);
    System.out.println();
    Target.of(cells).forEach(target -> System.out.println(target.line()));
    System.out.println("Written to " + folder + ".");
    return 0;
  }

  private List<Kind> ledgers() {
    if (ledger == Kind.FABRIC && FabricHome.named().isEmpty()) throw FabricHome.unset();
    if (ledger != null) return List.of(ledger);
    return FabricHome.named().isPresent() ? List.of(Kind.DEV, Kind.FABRIC) : List.of(Kind.DEV);
  }

  private String command() {
    return "./tallystick bench ledger --duration %d --warm-up %d --callers %s --groups %s --jit %s"
        .formatted(
            seconds, warmUp, joined(callers), joined(groups), jit.name().toLowerCase(Locale.ROOT));
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
