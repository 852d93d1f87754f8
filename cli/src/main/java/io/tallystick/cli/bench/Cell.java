package io.tallystick.cli.bench;

/**
 * One measurement: so many callers, each with one transaction under way at a time.
 *
 * @param group transitions a transaction; 0 is a transaction of its own for a single transition,
 *     without the batch around it
 * @param transactions committed as valid
 * @param failed refused, invalid or without an answer
 * @param seconds from the first call to the last commit
 * @param p50 of a transaction from proposal to commit, milliseconds
 * @param cpuMillis of the ledger's and the chaincode's processes, for each transition; the callers'
 *     own isn't in it
 * @param contractsCpuMillis how much of that is the chaincode's process
 * @param callersCpuMillis the callers' own process's, for each transition
 * @param memoryMiB resident, of the same processes, at the end
 */
record Cell(
    String ledger,
    int group,
    int callers,
    long transactions,
    long failed,
    double seconds,
    double p50,
    double p99,
    double cpuMillis,
    double contractsCpuMillis,
    double callersCpuMillis,
    long memoryMiB) {

  static final int SINGLE = 0;

  long transitions() {
    return transactions * Math.max(1, group);
  }

  double transitionsPerSecond() {
    return transitions() / seconds;
  }

  double transactionsPerSecond() {
    return transactions / seconds;
  }

  boolean isSingle() {
    return group == SINGLE;
  }

  String shape() {
    return isSingle() ? "single" : "group of " + group;
  }
}
