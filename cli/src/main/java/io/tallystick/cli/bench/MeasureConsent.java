package io.tallystick.cli.bench;

import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Decides on one thread, resource after resource, and takes each decision's time. */
final class MeasureConsent {

  /**
   * @param consents statements in force
   * @param permitted of the decisions
   */
  record Row(
      int consents,
      long decisions,
      long permitted,
      double meanMicros,
      double p50Micros,
      double p99Micros) {}

  private static final int SAMPLES = 2_000_000;
  private static final double NANOS = 1_000;

  private final List<ResourceAttributes> resources;
  private final AccessRequest request;
  private final ConsentWorkload workload;

  MeasureConsent(ConsentWorkload workload, int resources) {
    this.workload = workload;
    this.resources = workload.resources(resources);
    this.request = workload.request();
  }

  /** Warms up, then measures, for as long each. */
  Row measure(int consents, Duration lasting) {
    var set = workload.consents(consents);
    run(set, lasting);
    return run(set, lasting);
  }

  private Row run(ConsentSet set, Duration lasting) {
    var times = new long[SAMPLES];
    long permitted = 0;
    int taken = 0;
    long begin = System.nanoTime();
    long end = begin + lasting.toNanos();
    long last = begin;
    while (last < end && taken < SAMPLES) {
      var resource = resources.get(taken % resources.size());
      if (ConsentEvaluation.evaluate(set, request, resource).permits()) permitted++;
      long now = System.nanoTime();
      times[taken++] = now - last;
      last = now;
    }
    double mean = (last - begin) / NANOS / taken;
    var sorted = Arrays.copyOf(times, taken);
    Arrays.sort(sorted);
    return new Row(
        set.statements().size(),
        taken,
        permitted,
        mean,
        sorted[taken / 2] / NANOS,
        sorted[(int) (taken * 0.99)] / NANOS);
  }
}
