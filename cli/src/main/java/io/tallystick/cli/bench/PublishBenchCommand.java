package io.tallystick.cli.bench;

import io.tallystick.cli.DevnetOptions;
import io.tallystick.cli.Progress;
import io.tallystick.cli.demo.Addresses;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.Tokens;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportSample;
import io.tallystick.cli.demo.synthea.MappingTables;
import io.tallystick.cli.demo.synthea.SampleArchive;
import io.tallystick.devnet.layout.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tallystick bench publish}: bulk publication through a devnet's public API. */
@Command(
    name = "publish",
    description = {
      "Publishes the sample's resources in bulk (NDJSON) at a hospital of a devnet, brought up if need be:",
      "validated, stored and final on the ledger."
    })
final class PublishBenchCommand implements Callable<Integer> {

  private static final String NAME = "bench-publish";

  @Mixin private DevnetOptions options;

  @Option(
      names = "--resources",
      defaultValue = "15000",
      description = "To publish, at least (default: 15000).")
  private int resources;

  @Option(
      names = "--warm-up",
      defaultValue = "3000",
      description = "Published first and not measured (default: 3000).")
  private int warmUp;

  @Option(names = "--hospital", defaultValue = "riverside", description = "Default: riverside.")
  private String hospital;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description = "Where the table goes (default: docs/results).")
  private Path results;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var devnet = options.devnet();
    Progress.up(devnet, List.of(), System.out);
    var api = new Api();
    var clock = Clock.systemUTC();
    var tokens = new Tokens(api, devnet.ports(), devnet.secrets(), clock);
    var town = new Town(api, tokens, new Addresses(devnet.ports()), clock);
    var run = Long.toString(clock.instant().getEpochSecond(), 36);
    var sample = ImportSample.imported(SampleArchive.committed(), MappingTables.committed(), "");
    var measure = new MeasurePublish(town, hospital);
    measure.run(new BulkResources(sample, hospital, run + "w").lines(warmUp));
    var measured = measure.run(new BulkResources(sample, hospital, run).lines(resources));
    measured.table().forEach(System.out::println);
    System.out.println(measured.verdict());
    var folder = results == null ? Installation.find().root().resolve("docs/results") : results;
    write(folder, measured, clock.instant());
    System.out.println("Written to " + folder + ".");
    return 0;
  }

  private void write(Path folder, PublishMeasured measured, Instant at) throws IOException {
    Files.createDirectories(folder);
    var command =
        "./tallystick bench publish --resources %d --warm-up %d".formatted(resources, warmUp);
    var json = Fhir.object().put("at", at.toString()).put("machine", LedgerReport.thisMachine());
    json.put("command", command).put("resources", measured.resources());
    json.put("bytes", measured.bytes()).put("refused", measured.refused());
    json.put("records", measured.records()).put("receivedSeconds", measured.received());
    json.put("storedSeconds", measured.stored()).put("finalSeconds", measured.finished());
    json.put("resourcesPerSecond", measured.perSecond());
    Files.writeString(
        folder.resolve(NAME + ".json"),
        Fhir.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    Files.writeString(folder.resolve(NAME + ".md"), page(command, measured, at));
  }

  private static String page(String command, PublishMeasured measured, Instant at) {
    var head =
        List.of(
            "# Bulk publication",
            "",
            "`%s`, %s, %s, devnet on the dev ledger."
                .formatted(command, at.truncatedTo(ChronoUnit.SECONDS), LedgerReport.thisMachine()),
            "",
            "The sample's resources (Synthea) with new numbers, a resource a line, in parts of"
                + " 5,000 lines, at one",
            "hospital-gateway. Every service of the devnet shares the two cores, the sender too.",
            "Each resource is checked against FHIR R4 (docs/records.md); an encounter's resources"
                + " are one record and",
            "one operation on the ledger. Rate: resources sent / seconds from the first byte sent"
                + " until the last root is final.",
            "");
    return String.join("\n", head)
        + "\n"
        + String.join("\n", measured.table())
        + "\n\n- "
        + measured.verdict()
        + "\n";
  }
}
