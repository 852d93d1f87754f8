package io.tallystick.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cells as a Markdown table that also reads well in a terminal. */
final class LedgerTable {

  static final String HEADER =
      """
      | ledger | transaction  | callers | transitions/s |     tx/s |  p50 ms |  p99 ms | CPU ms | contracts' | callers' | MiB  | failed |
      | ------ | ------------ | ------: | ------------: | -------: | ------: | ------: | -----: | ---------: | -------: | ---: | -----: |\
      """;

  static String row(Cell cell) {
    return String.format(
        Locale.ROOT,
        "| %-6s | %-12s | %7d | %13.1f | %8.1f | %7.1f | %7.1f | %6.2f | %10.2f | %8.2f | %4d | %6d |",
        cell.ledger(),
        cell.shape(),
        cell.callers(),
        cell.transitionsPerSecond(),
        cell.transactionsPerSecond(),
        cell.p50(),
        cell.p99(),
        cell.cpuMillis(),
        cell.contractsCpuMillis(),
        cell.callersCpuMillis(),
        cell.memoryMiB(),
        cell.failed());
  }

  static String of(List<Cell> cells) {
    return Stream.concat(Stream.of(HEADER), cells.stream().map(LedgerTable::row))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private LedgerTable() {}
}
