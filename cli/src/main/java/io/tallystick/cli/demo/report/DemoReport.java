package io.tallystick.cli.demo.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.Fhir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The numbers of one run, as {@code --report} writes them.
 *
 * @param selfPay bills of uninsured patients: no insurer, no claim
 * @param all from the moment a claim was due to be sent to the arrival of its settle block, warm-up
 *     aside; that is never less than from its HTTP acceptance
 * @param withRelease those among them for which a hospital released evidence
 * @param operations accepted ones; a transaction may carry several
 * @param warmUp claims sent first, on the same path and at the same rate, that count in everything
 *     but the latencies
 */
public record DemoReport(
    Tally claims,
    int selfPay,
    Latencies all,
    Latencies withRelease,
    int warmUp,
    double ratePerSecond,
    long blocks,
    long transactions,
    long operations,
    int published,
    int released,
    int refused) {

  public void write(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    Files.writeString(
        file, Fhir.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
  }

  ObjectNode json() {
    var report = Fhir.object();
    report
        .putObject("claims")
        .put("submitted", claims.submitted())
        .put("settled", claims.settled())
        .put("denied", claims.denied())
        .put("pended", claims.pended())
        .put("selfPay", selfPay)
        .put("lost", claims.lost().size())
        .put("doubled", claims.doubled().size());
    percentiles(report.putObject("latencyMs"), all)
        .set("withRelease", percentiles(Fhir.object(), withRelease));
    report
        .putObject("ledger")
        .put("blocks", blocks)
        .put("transactions", transactions)
        .put("operations", operations);
    report
        .putObject("records")
        .put("published", published)
        .put("released", released)
        .put("refused", refused);
    return report;
  }

  private static ObjectNode percentiles(ObjectNode to, Latencies latencies) {
    return to.put("p50", latencies.percentile(50)).put("p99", latencies.percentile(99));
  }
}
