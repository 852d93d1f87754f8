package io.tallystick.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

  @Test
  void never_more_are_under_way_than_there_are_callers() throws Exception {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var measured =
        ClosedLoop.run(
            5,
            Duration.ofMillis(200),
            () -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(5);
              now.decrementAndGet();
            });
    assertThat(most.get()).isBetween(1, 5);
    assertThat(measured.nanos()).hasSizeGreaterThanOrEqualTo(5).isSorted();
    assertThat(measured.percentileMillis(50)).isGreaterThanOrEqualTo(5);
  }

  @Test
  void what_is_under_way_at_the_end_counts_with_its_time() throws Exception {
    var measured = ClosedLoop.run(1, Duration.ofMillis(1), () -> Thread.sleep(150));
    assertThat(measured.nanos()).hasSize(1);
    assertThat(measured.seconds()).isGreaterThanOrEqualTo(0.15);
  }

  @Test
  void a_failure_is_counted_apart_and_told() throws Exception {
    var calls = new AtomicInteger();
    var measured =
        ClosedLoop.run(
            1,
            Duration.ofMillis(50),
            () -> {
              Thread.sleep(1);
              if (calls.incrementAndGet() == 1) throw new IllegalStateException("no");
            });
    assertThat(measured.failed()).isEqualTo(1);
    assertThat(measured.lastFault()).hasMessage("no");
    assertThat(measured.nanos()).hasSize(calls.get() - 1);
  }
}
