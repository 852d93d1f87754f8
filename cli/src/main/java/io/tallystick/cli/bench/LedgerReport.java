package io.tallystick.cli.bench;

import io.tallystick.cli.demo.synthea.Fhir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * One run's cells with what they ran on, as table, JSON and picture.
 *
 * @param command that repeats it
 * @param fabric version of the Fabric release, null without one
 */
record LedgerReport(Instant at, String machine, String command, String fabric, List<Cell> cells) {

  private static final String NAME = "bench-ledger";

  /** This machine, in words. */
  static String thisMachine() {
    return Runtime.getRuntime().availableProcessors()
        + " cores, JDK "
        + Runtime.version().feature()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(NAME + ".json"), json());
    Files.writeString(folder.resolve(NAME + ".md"), markdown());
    Files.writeString(folder.resolve(NAME + ".svg"), picture());
  }

  String markdown() {
    var page = new StringBuilder();
    page.append("# The bare ledger\n\n")
        .append("`")
        .append(command)
        .append("`, ")
        .append(at.truncatedTo(ChronoUnit.SECONDS))
        .append(", ")
        .append(machine);
    if (fabric != null) page.append("; Fabric ").append(fabric);
    page.append(
            """
            .

            No services: callers submit claims (claim, bill lock, operation; provider's and payer's endorsement) and each sends its next
            transaction when the one before is committed. `single` is a transaction for one transition; `group of n` puts n transitions in one.
            Times are a transaction's, from proposal to commit; CPU is that of the ledger's and the chaincode's processes for each transition (the latter's apart, too), memory
            theirs at the end of the cell. The callers share the cores.

            """)
        .append(LedgerTable.of(cells))
        .append("\n![Best rate of each shape](")
        .append(NAME)
        .append(".svg)\n\n");
    Target.of(cells).forEach(target -> page.append("- ").append(target.line()).append('\n'));
    return page.toString();
  }

  String json() throws IOException {
    var json = Fhir.object();
    json.put("at", at.toString()).put("machine", machine).put("command", command);
    json.put("fabric", fabric);
    var rows = json.putArray("cells");
    for (var cell : cells) {
      rows.addObject()
          .put("ledger", cell.ledger())
          .put("group", cell.group())
          .put("callers", cell.callers())
          .put("transitionsPerSecond", rounded(cell.transitionsPerSecond()))
          .put("transactionsPerSecond", rounded(cell.transactionsPerSecond()))
          .put("p50Ms", rounded(cell.p50()))
          .put("p99Ms", rounded(cell.p99()))
          .put("cpuMsPerTransition", rounded(cell.cpuMillis()))
          .put("contractsCpuMsPerTransition", rounded(cell.contractsCpuMillis()))
          .put("callersCpuMsPerTransition", rounded(cell.callersCpuMillis()))
          .put("memoryMiB", cell.memoryMiB())
          .put("transactions", cell.transactions())
          .put("failed", cell.failed())
          .put("seconds", rounded(cell.seconds()));
    }
    var targets = json.putArray("targets");
    for (var target : Target.of(cells)) {
      targets
          .addObject()
          .put("wanted", target.wanted())
          .put("measured", target.measured())
          .put("reached", target.reached());
    }
    return Fhir.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  String picture() {
    var shapes = cells.stream().map(Cell::shape).distinct().toList();
    var series = new LinkedHashMap<String, List<Double>>();
    for (var ledger : cells.stream().map(Cell::ledger).distinct().toList()) {
      var values = new ArrayList<Double>();
      for (var shape : shapes) {
        values.add(
            cells.stream()
                .filter(cell -> cell.ledger().equals(ledger) && cell.shape().equals(shape))
                .map(Cell::transitionsPerSecond)
                .max(Comparator.naturalOrder())
                .orElse(null));
      }
      series.put(ledger, values);
    }
    return BarChart.svg(
        "Transitions a second, best number of callers", "transitions/s", shapes, series);
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
  }
}
