package io.tallystick.devnet;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks again and again at what another process changes. */
final class Await {

  private static final long LOOK_MILLIS = 100;

  /** Whether it came true within the limit; false too if this thread is interrupted. */
  static boolean until(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) return false;
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Await() {}
}
