package io.tallystick.cli.demo.show;

import io.tallystick.cli.demo.report.DemoReport;
import io.tallystick.cli.demo.report.Latencies;

/** The run's numbers for people. */
public final class SummaryTable {

  private final Console console;

  public SummaryTable(Console console) {
    this.console = console;
  }

  public void print(DemoReport report, Redaction redaction) {
    var claims = report.claims();
    console.title("The run in numbers");
    row("claims submitted", claims.submitted());
    row("  settled", claims.settled());
    row("  denied, every line", claims.denied());
    row("  pended", claims.pended());
    row("  lost", claims.lost().size());
    row("  doubled", claims.doubled().size());
    row("self-pay bills, not sent", report.selfPay());
    row("submit to settle", report.all());
    row("  with a release", report.withRelease());
    row("records published", report.published());
    row("  released", report.released());
    row("  refused", report.refused());
    row(
        "resources released, withheld",
        redaction.resources() + ", " + redaction.withheld() + " (as the patients see it)");
    row(
        "ledger",
        "%d blocks, %d transactions, %d operations"
            .formatted(report.blocks(), report.transactions(), report.operations()));
    console.line(
        "  Times run from the moment a claim was due to be sent to the arrival of its settle block"
            + " through Deliver.");
  }

  private void row(String name, Latencies latencies) {
    row(name, latencies.inWords() + " (" + latencies.count() + " claims)");
  }

  private void row(String name, Object value) {
    console.line("  %-30s %s", name, value);
  }
}
