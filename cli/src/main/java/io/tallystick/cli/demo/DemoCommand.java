package io.tallystick.cli.demo;

import io.tallystick.cli.DevnetOptions;
import io.tallystick.cli.Progress;
import io.tallystick.cli.demo.http.Reply.UnexpectedReply;
import io.tallystick.cli.demo.people.Cast.SampleTooSmall;
import io.tallystick.cli.demo.show.Console;
import io.tallystick.cli.demo.synthea.GenerateSynthea;
import io.tallystick.cli.demo.synthea.ImportSample;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.MappingTables;
import io.tallystick.cli.demo.synthea.SampleArchive;
import io.tallystick.cli.demo.synthea.SyntheaSample;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tallystick demo}: starts everything, does the main job, prints it, leaves it running. */
@Command(
    name = "demo",
    description = "Starts everything and takes realistic patients' claims to settlement.",
    subcommands = SampleCommand.class)
public final class DemoCommand implements Callable<Integer> {

  private static final String AUTHORITY = "authority";
  private static final double LEAST_RATE = 5;

  @Mixin private DevnetOptions options;

  @Option(names = "--patients", description = "Generate this many living patients with Synthea.")
  private Integer patients;

  @Option(names = "--seed", defaultValue = "42", description = "Synthea's seed (default: 42).")
  private long seed;

  @Option(names = "--report", description = "Write the run's numbers here, as JSON.")
  private Path report;

  @Option(
      names = "--rate",
      defaultValue = "5",
      description = "Claims a second, 5 at least (default: 5).")
  private double rate;

  @Option(
      names = "--warm-up",
      defaultValue = "120",
      description =
          "Claims sent and finished first, left out of the latencies only (default: 120).")
  private int warmUp;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (rate < LEAST_RATE) {
      throw new ParameterException(spec.commandLine(), "--rate is 5 at least");
    }
    try {
      return run(new Console(System.out));
    } catch (UnexpectedReply | SampleTooSmall | UncheckedIOException cannotGoOn) {
      System.err.println("FAILED: " + cannotGoOn.getMessage());
      return 1;
    }
  }

  private int run(Console console) throws Exception {
    var devnet = options.devnet();
    Progress.up(devnet, List.of(), System.out);
    var run = RunNumber.next(devnet.home());
    var sample = sample(devnet);
    var imported = ImportSample.imported(sample, MappingTables.committed(), run.series());
    describe(console, sample, imported);
    console.line("  %s%n", run);
    try (var watch = watch(devnet)) {
      var settings = new Demo.Settings(rate, warmUp, sample.about().from());
      var outcome =
          new Demo(devnet, watch, console, settings, run, Clock.systemUTC()).run(imported);
      if (report != null) outcome.report().write(report);
      outcome.problems().forEach(problem -> System.err.println("FAILED: " + problem));
      return outcome.problems().isEmpty() ? 0 : 1;
    }
  }

  private SyntheaSample sample(Devnet devnet) throws IOException, InterruptedException {
    if (patients == null) return SampleArchive.committed();
    var work = devnet.home().folder().resolve("demo").resolve("synthea");
    return new GenerateSynthea(Installation.find().root(), work).generate(patients, seed);
  }

  private static BlockWatch watch(Devnet devnet) throws Exception {
    var identity = CryptoMaterial.enroll(devnet.home().crypto(), AUTHORITY, "demo");
    var authority = Consortium.institution(AUTHORITY);
    return BlockWatch.start(identity, Ports.HOST, devnet.ports().gateway(authority));
  }

  private static void describe(
      Console console, SyntheaSample sample, List<ImportedPatient> patients) {
    var today = sample.about().referenceDate();
    var claims = patients.stream().flatMap(patient -> patient.claims().stream()).toList();
    console.title("Synthetic patients (" + sample.about().source() + ")");
    console.line(
        "  %d patients, %d minors, %d deceased; %d encounters since %s; %d claims, %d self-pay bills",
        patients.size(),
        patients.stream().filter(p -> p.actsAs(today).equals("guardian")).count(),
        patients.stream().filter(p -> p.deceased().isPresent()).count(),
        patients.stream().mapToInt(p -> p.records().size()).sum(),
        sample.about().from(),
        claims.stream().filter(claim -> !claim.selfPay()).count(),
        claims.stream().filter(ImportedClaim::selfPay).count());
  }
}
