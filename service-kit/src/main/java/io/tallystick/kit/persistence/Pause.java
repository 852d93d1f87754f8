package io.tallystick.kit.persistence;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between attempts, with jitter so that what failed together doesn't retry together.
 */
public record Pause(Duration first, Duration longest) {

  /**
   * @param attempt 1 for the first retry
   */
  public Duration before(int attempt) {
    long full = first.toMillis() << Math.min(attempt - 1, 20);
    long capped = Math.max(1, Math.min(full, longest.toMillis()));
    return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }

  /**
   * @return false if the thread was interrupted, which stays marked
   */
  public boolean sleep(int attempt) {
    try {
      Thread.sleep(before(attempt));
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
