package io.tallystick.kit.persistence;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A doorbell: any number of rings before the next wait count as one. */
public final class WakeUp {

  private final Semaphore rung = new Semaphore(0);

  public void ring() {
    if (rung.availablePermits() == 0) rung.release();
  }

  /** Waits for a ring, at most so long; a slow look-around is the safety net for a lost ring. */
  public void await(Duration atMost) throws InterruptedException {
    if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
  }
}
