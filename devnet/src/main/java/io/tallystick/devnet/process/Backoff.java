package io.tallystick.devnet.process;

import java.time.Duration;

/**
 * How long to wait before the next start: doubles with each failure in a row up to a ceiling; a
 * start that lasted counts as a fresh beginning.
 */
public record Backoff(Duration first, Duration ceiling, Duration lasting) {

  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(20));

  /**
   * @param failures starts in a row that didn't last, 1 or more
   */
  public Duration before(int failures) {
    var wait = first.multipliedBy(1L << Math.min(failures - 1, 20));
    return wait.compareTo(ceiling) < 0 ? wait : ceiling;
  }

  public boolean lasted(Duration uptime) {
    return uptime.compareTo(lasting) >= 0;
  }
}
