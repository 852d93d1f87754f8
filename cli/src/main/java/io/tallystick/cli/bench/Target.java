package io.tallystick.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the design asks of a ledger (section 10 and issue 4), and what was measured.
 *
 * @param reached whether it holds in this run
 */
record Target(String wanted, String measured, boolean reached) {

  private static final double GROUPED_BY = 10;
  private static final double SINGLE_BY = 2;
  private static final double LONE_COMMIT_MILLIS = 25;

  /** Those that these cells say something about; rates are each ledger's best ones. */
  static List<Target> of(List<Cell> cells) {
    var targets = new ArrayList<Target>();
    var dev = cells.stream().filter(cell -> cell.ledger().equals("dev")).toList();
    var fabric = cells.stream().filter(cell -> cell.ledger().equals("fabric")).toList();
    ratio(
        "grouped rate ≥ 10 × single rate on real Fabric",
        best(fabric, cell -> !cell.isSingle()),
        best(fabric, Cell::isSingle),
        GROUPED_BY,
        targets);
    ratio(
        "dev ledger's single rate ≥ 2 × real Fabric's",
        best(dev, Cell::isSingle),
        best(fabric, Cell::isSingle),
        SINGLE_BY,
        targets);
    ratio(
        "dev ledger's grouped rate ≥ 1 × real Fabric's",
        best(dev, cell -> !cell.isSingle()),
        best(fabric, cell -> !cell.isSingle()),
        1,
        targets);
    dev.stream()
        .filter(cell -> cell.isSingle() && cell.callers() == 1)
        .findFirst()
        .ifPresent(
            lone ->
                targets.add(
                    new Target(
                        "a lone commit on the dev ledger, synced to disk: p50 < 25 ms",
                        format("%.1f ms", lone.p50()),
                        lone.p50() < LONE_COMMIT_MILLIS)));
    return targets;
  }

  private static Optional<Double> best(List<Cell> cells, Predicate<Cell> which) {
    return cells.stream()
        .filter(which)
        .map(Cell::transitionsPerSecond)
        .max(Comparator.naturalOrder());
  }

  private static void ratio(
      String wanted,
      Optional<Double> rate,
      Optional<Double> to,
      double least,
      List<Target> targets) {
    if (rate.isEmpty() || to.isEmpty() || to.get() == 0) return;
    double ratio = rate.get() / to.get();
    targets.add(
        new Target(
            wanted,
            format("%.1f × (%.0f against %.0f transitions/s)", ratio, rate.get(), to.get()),
            ratio >= least));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  String line() {
    return (reached ? "reached: " : "MISSED:  ") + wanted + ": " + measured;
  }
}
