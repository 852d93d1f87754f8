package io.tallystick.cli.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every combination of callers and groups on one ledger, one after the other. */
final class MeasureLedger {

  private static final int WARM_UP_CALLERS = 16;
  private static final int WARM_UP_GROUP = 10;

  /**
   * @param time of each cell
   * @param warmUp of the ledger's processes, before the first
   */
  record Plan(List<Integer> callers, List<Integer> groups, Duration time, Duration warmUp) {}

  private final BenchLedger ledger;
  private final ClaimSubmissions claims;
  private final PrintStream out;

  MeasureLedger(BenchLedger ledger, PrintStream out) {
    this.ledger = ledger;
    this.claims = new ClaimSubmissions(ledger.contract());
    this.out = out;
  }

  List<Cell> run(Plan plan) throws Exception {
    warmUp(plan.warmUp().dividedBy(2), claims::single);
    warmUp(plan.warmUp().dividedBy(2), () -> claims.group(WARM_UP_GROUP));
    var shapes = new ArrayList<>(List.of(Cell.SINGLE));
    shapes.addAll(plan.groups());
    var cells = new ArrayList<Cell>();
    for (int group : shapes) {
      for (int callers : plan.callers()) cells.add(cell(group, callers, plan.time()));
    }
    return cells;
  }

  private static void warmUp(Duration time, ClosedLoop.Transaction transaction) throws Exception {
    var measured = ClosedLoop.run(WARM_UP_CALLERS, time, transaction);
    if (measured.failed() > 0) {
      throw new IllegalStateException("it fails before it is measured", measured.lastFault());
    }
  }

  private Cell cell(int group, int callers, Duration time) throws Exception {
    ClosedLoop.Transaction transaction =
        group == Cell.SINGLE ? claims::single : () -> claims.group(group);
    var before = ledger.cost();
    var contractsBefore = ledger.contractsCost();
    var callersBefore = ProcessCost.own();
    var measured = ClosedLoop.run(callers, time, transaction);
    var after = ledger.cost();
    var contractsAfter = ledger.contractsCost();
    var callersAfter = ProcessCost.own();
    long transactions = measured.nanos().size();
    double transitions = Math.max(1, transactions * Math.max(1, group));
    var cell =
        new Cell(
            ledger.name(),
            group,
            callers,
            transactions,
            measured.failed(),
            measured.seconds(),
            measured.percentileMillis(50),
            measured.percentileMillis(99),
            (after.cpuMillis() - before.cpuMillis()) / transitions,
            (contractsAfter.cpuMillis() - contractsBefore.cpuMillis()) / transitions,
            (callersAfter.cpuMillis() - callersBefore.cpuMillis()) / transitions,
            after.residentBytes() >> 20);
    out.println(LedgerTable.row(cell));
    if (measured.lastFault() != null) out.println("  last failure: " + measured.lastFault());
    var restarted = ledger.restarted();
    if (!restarted.isEmpty()) {
      throw new IllegalStateException("died while it was measured: " + restarted);
    }
    return cell;
  }
}
