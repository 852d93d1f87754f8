package io.tallystick.cli.bench.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.bench.release.MeasureRelease.Took;
import io.tallystick.cli.demo.report.Latencies;
import io.tallystick.cli.demo.synthea.Fhir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One run with what it ran on, as table and JSON.
 *
 * @param command that repeats it
 * @param bytes of the released resources, about
 */
record ReleaseReport(
    Instant at,
    String machine,
    String command,
    String ledger,
    int bytes,
    int resources,
    List<Took> took) {

  static final long GOAL_MILLIS = 300;
  private static final String NAME = "bench-release";

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(NAME + ".json"), json());
    Files.writeString(folder.resolve(NAME + ".md"), markdown());
  }

  Latencies decided() {
    return of(Took::decided);
  }

  Latencies fetched() {
    return of(Took::fetched);
  }

  Latencies opened() {
    return of(Took::opened);
  }

  private Latencies of(ToLongFunction<Took> part) {
    return Latencies.ofNanos(took.stream().mapToLong(part));
  }

  String verdict() {
    long p99 = opened().percentile(99);
    return "A release of %.1f MB within %d ms at p99: %d ms, %s."
        .formatted(bytes / 1e6, GOAL_MILLIS, p99, p99 <= GOAL_MILLIS ? "reached" : "not reached");
  }

  String table() {
    var table = new StringBuilder("| since it was due | p50 ms | p90 ms | p99 ms | max ms |\n");
    table.append("| --- | ---: | ---: | ---: | ---: |\n");
    row(table, "permit on the ledger, answer here", decided());
    row(table, "sealed package here", fetched());
    row(table, "opened, every leaf followed to its root", opened());
    return table.toString();
  }

  private static void row(StringBuilder table, String what, Latencies of) {
    table.append(
        "| %s | %d | %d | %d | %d |%n"
            .formatted(
                what, of.percentile(50), of.percentile(90), of.percentile(99), of.percentile(100)));
  }

  String markdown() {
    return """
    # A release

    `%s`, %s, %s, ledger %s.

    One patient, one encounter of %d resources, %.1f MB; a standing consent to all of it. Harbor's service asks Riverside's hospital-gateway
    by FHIR Task at a fixed rate, whether or not earlier ones are done (open loop), fetches the release by the decision's id, opens it with Harbor's key and follows each
    leaf to its record's root. %d releases. The whole devnet and the caller share the cores.

    %s
    %s
    """
        .formatted(
            command,
            at.truncatedTo(ChronoUnit.SECONDS),
            machine,
            ledger,
            resources,
            bytes / 1e6,
            took.size(),
            table(),
            verdict());
  }

  String json() throws IOException {
    var json = Fhir.object();
    json.put("at", at.toString()).put("machine", machine).put("command", command);
    json.put("ledger", ledger).put("bytes", bytes).put("resources", resources);
    json.put("releases", took.size()).put("goalMs", GOAL_MILLIS);
    put(json.putObject("decided"), decided());
    put(json.putObject("fetched"), fetched());
    put(json.putObject("opened"), opened());
    return Fhir.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  private static void put(ObjectNode into, Latencies of) {
    into.put("p50Ms", of.percentile(50)).put("p90Ms", of.percentile(90));
    into.put("p99Ms", of.percentile(99)).put("maxMs", of.percentile(100));
  }
}
