package io.tallystick.cli.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoReportTest {

  @Test
  void it_has_exactly_the_members_that_were_promised() {
    var all = Latencies.ofNanos(LongStream.rangeClosed(1, 200).map(ms -> ms * 1_000_000));
    var tally = new Tally(10, 6, 2, 2, List.of(), List.of(), List.of(), List.of("x"));
    var report =
        new DemoReport(tally, 8, all, new Latencies(List.of()), 40, 8, 12, 34, 56, 5, 3, 1);
    assertThat(report.json().toString())
        .isEqualTo(
            "{\"claims\":{\"submitted\":10,\"settled\":6,\"denied\":2,\"pended\":2,\"selfPay\":8,"
                + "\"lost\":0,\"doubled\":1},"
                + "\"latencyMs\":{\"p50\":100,\"p99\":198,\"withRelease\":{\"p50\":0,\"p99\":0}},"
                + "\"ledger\":{\"blocks\":12,\"transactions\":34,\"operations\":56},"
                + "\"records\":{\"published\":5,\"released\":3,\"refused\":1}}");
  }

  @Test
  void a_percentile_is_one_of_the_values_and_the_slowest_counts() {
    var latencies = Latencies.ofNanos(LongStream.of(9_000_000, 1_000_000, 5_000_000));
    assertThat(latencies.percentile(50)).isEqualTo(5);
    assertThat(latencies.percentile(99)).isEqualTo(9);
  }
}
