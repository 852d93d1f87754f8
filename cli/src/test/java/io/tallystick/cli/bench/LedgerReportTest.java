package io.tallystick.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.demo.synthea.Fhir;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class LedgerReportTest {

  private static final List<Cell> CELLS =
      List.of(
          cell("dev", Cell.SINGLE, 1, 200, 12),
          cell("dev", Cell.SINGLE, 64, 2_000, 40),
          cell("dev", 100, 16, 150, 60),
          cell("fabric", Cell.SINGLE, 64, 1_500, 70),
          cell("fabric", 100, 16, 160, 90));

  @TempDir private Path folder;

  @Test
  void targets_compare_the_best_rates_of_the_same_run() {
    assertThat(Target.of(CELLS).stream().map(Target::line))
        .containsExactly(
            "reached: grouped rate ≥ 10 × single rate on real Fabric:"
                + " 10.7 × (3200 against 300 transitions/s)",
            "MISSED:  dev ledger's single rate ≥ 2 × real Fabric's:"
                + " 1.3 × (400 against 300 transitions/s)",
            "MISSED:  dev ledger's grouped rate ≥ 1 × real Fabric's:"
                + " 0.9 × (3000 against 3200 transitions/s)",
            "reached: a lone commit on the dev ledger, synced to disk: p50 < 25 ms: 12.0 ms");
  }

  @Test
  void without_fabric_nothing_is_said_about_it() {
    var dev = CELLS.stream().filter(cell -> cell.ledger().equals("dev")).toList();
    assertThat(Target.of(dev)).hasSize(1);
  }

  @Test
  void it_is_written_as_page_json_and_picture() throws Exception {
    var report = new LedgerReport(Instant.EPOCH, "2 cores", "command", "Version: v3.1.5", CELLS);
    report.write(folder);
    assertThat(folder.resolve("bench-ledger.md"))
        .content()
        .contains("| dev    | single       |       1 |          40.0 |", "bench-ledger.svg");
    var json = Fhir.JSON.readTree(folder.resolve("bench-ledger.json").toFile());
    assertThat(json.get("cells")).hasSize(5);
    assertThat(json.at("/cells/2/transitionsPerSecond").asDouble()).isEqualTo(3_000);
    var picture = report.picture();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(picture)));
    assertThat(picture).contains(">3,200</text>", "fabric, transitions/s", "group of 100");
  }

  private static Cell cell(String ledger, int group, int callers, long transactions, double p50) {
    return new Cell(ledger, group, callers, transactions, 0, 5, p50, 2 * p50, 1.5, 0.5, 0.25, 300);
  }
}
