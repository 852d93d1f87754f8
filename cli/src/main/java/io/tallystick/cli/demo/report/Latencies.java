package io.tallystick.cli.demo.report;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How long claims took, sorted.
 *
 * @param millis ascending
 */
public record Latencies(List<Long> millis) {

  public static Latencies ofNanos(LongStream nanos) {
    return new Latencies(nanos.map(n -> Math.round(n / 1e6)).sorted().boxed().toList());
  }

  /**
   * The smallest value that this share of all don't exceed (nearest rank); 0 if there are none.
   *
   * @param share above 0, at most 100
   */
  public long percentile(double share) {
    if (millis.isEmpty()) return 0;
    return millis.get((int) Math.ceil(share / 100 * millis.size()) - 1);
  }

  public int count() {
    return millis.size();
  }

  /** For a line of the demo's output. */
  public String inWords() {
    return "p50 %d ms, p99 %d ms".formatted(percentile(50), percentile(99));
  }
}
