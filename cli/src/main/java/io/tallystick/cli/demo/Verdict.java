package io.tallystick.cli.demo;

import io.tallystick.cli.demo.report.Tally;
import io.tallystick.cli.demo.show.Redaction;
import io.tallystick.cli.demo.show.Shown;
import io.tallystick.cli.demo.stage.Prepare.Prepared;
import io.tallystick.cli.demo.watch.Chain;
import java.util.ArrayList;
import java.util.List;

/** What a run must show to count as a success. */
record Verdict(
    Tally tally, List<Shown> tried, Redaction redaction, Prepared prepared, Chain chain) {

  /** Each a sentence; empty if all is well. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    add(problems, tally.lost(), "acknowledged over HTTP and not on the ledger (lost)");
    add(problems, tally.doubled(), "more than once on the ledger, or there unasked (doubled)");
    add(problems, tally.stuck(), "neither final nor waiting for anybody (stuck)");
    add(problems, tally.refused(), "refused by a claims desk");
    tried.stream()
        .filter(shown -> !shown.refused())
        .forEach(s -> problems.add("not refused: " + s.attempt() + " (" + s.how() + ")"));
    if (redaction.redacted() == 0) problems.add("no release withheld anything");
    var published = prepared.recordIds().stream().filter(chain.recordIds()::contains).count();
    if (published < prepared.recordIds().size()) {
      problems.add("a record that a hospital called published is not on the ledger");
    }
    return problems;
  }

  private static void add(List<String> problems, List<String> claims, String what) {
    if (!claims.isEmpty()) {
      problems.add(claims.size() + " claims " + what + ", first " + claims.getFirst());
    }
  }
}
