package io.tallystick.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * So many callers, each of which sends its next transaction when the one before is final. Nobody
 * begins a new one after the time is over, and the clock stops with the last commit: what is under
 * way at the end counts with the time it took.
 */
final class ClosedLoop {

  /** One transaction from proposal to commit; an exception is a failure. */
  interface Transaction {
    void commit() throws Exception;
  }

  /**
   * @param nanos of each transaction that committed, sorted
   * @param lastFault of a failed one, null without any
   */
  record Measured(List<Long> nanos, long failed, double seconds, Exception lastFault) {

    double percentileMillis(double percent) {
      if (nanos.isEmpty()) return 0;
      int rank = (int) Math.ceil(percent / 100 * nanos.size());
      return nanos.get(Math.max(0, rank - 1)) / 1e6;
    }
  }

  private record Caller(List<Long> nanos, long failed, Exception lastFault) {}

  static Measured run(int callers, Duration time, Transaction transaction) throws Exception {
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Future<Caller>>();
      for (int i = 0; i < callers; i++) {
        results.add(
            threads.submit(
                () -> {
                  begin.await();
                  // Callers that start in one instant stay in step; real ones don't.
                  TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(20_000));
                  return call(System.nanoTime() + time.toNanos(), transaction);
                }));
      }
      long start = System.nanoTime();
      begin.countDown();
      var nanos = new ArrayList<Long>();
      long failed = 0;
      Exception lastFault = null;
      for (var result : results) {
        nanos.addAll(result.get().nanos());
        failed += result.get().failed();
        if (result.get().lastFault() != null) lastFault = result.get().lastFault();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      nanos.sort(null);
      return new Measured(nanos, failed, seconds, lastFault);
    }
  }

  private static Caller call(long until, Transaction transaction) {
    var nanos = new ArrayList<Long>();
    long failed = 0;
    Exception lastFault = null;
    while (System.nanoTime() < until) {
      long start = System.nanoTime();
      try {
        transaction.commit();
        nanos.add(System.nanoTime() - start);
      } catch (Exception fault) {
        failed++;
        lastFault = fault;
      }
    }
    return new Caller(nanos, failed, lastFault);
  }

  private ClosedLoop() {}
}
