package io.tallystick.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * What some processes have used since they started, from proc(5).
 *
 * @param cpuMillis user and system time
 * @param residentBytes now
 */
record ProcessCost(long cpuMillis, long residentBytes) {

  // USER_HZ, which Linux fixes at 100 for everything that /proc shows.
  private static final long MILLIS_PER_TICK = 10;

  static ProcessCost of(Collection<Long> pids) {
    return new ProcessCost(
        pids.stream().mapToLong(ProcessCost::cpu).sum(),
        pids.stream().mapToLong(ProcessCost::resident).sum());
  }

  /** This process's. */
  static ProcessCost own() {
    return of(List.of(ProcessHandle.current().pid()));
  }

  private static long cpu(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // Behind the command in parentheses; utime and stime are fields 14 and 15 of all.
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long resident(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }
}
