package io.tallystick.kit.ledger.tail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Where the tail is, for those who wait for a block. */
@ApplicationScoped
public class TailProgress {

  private final Lock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private long height;
  private volatile String fault;

  /** How many blocks this process knows to be applied. */
  public long height() {
    lock.lock();
    try {
      return height;
    } finally {
      lock.unlock();
    }
  }

  /** Whether block {@code number} was applied within {@code atMost}. */
  public boolean await(long number, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (height <= number) {
        if (left <= 0) return false;
        left = advanced.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void applied(long newHeight) {
    lock.lock();
    try {
      height = Math.max(height, newHeight);
      fault = null;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the tail has lost its peer, its database or the chain. */
  public boolean standsStill() {
    return fault != null;
  }

  void failed(String why) {
    fault = why;
  }

  void connected() {
    fault = null;
  }

  /** Why the tail stands still, null while it runs. */
  String fault() {
    return fault;
  }
}
