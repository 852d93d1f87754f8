package io.tallystick.devnet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waits_double_up_to_the_ceiling() {
    assertThat(Backoff.DEFAULT.before(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(Backoff.DEFAULT.before(2)).isEqualTo(Duration.ofMillis(400));
    assertThat(Backoff.DEFAULT.before(6)).isEqualTo(Duration.ofMillis(6400));
    assertThat(Backoff.DEFAULT.before(7)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Backoff.DEFAULT.before(1_000)).isEqualTo(Duration.ofSeconds(10));
  }
}
