package io.tallystick.cli.demo.stage;

import io.tallystick.cli.demo.synthea.ImportedClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends claims at a fixed rate, whether or not earlier ones are done: a system that falls behind
 * finds its queue growing, as in life, and can't slow its own measurement down.
 */
public final class OpenLoop {

  private static final long SECOND = 1_000_000_000L;

  private final SendClaim sendClaim;
  private final double perSecond;

  public OpenLoop(SendClaim sendClaim, double perSecond) {
    this.sendClaim = sendClaim;
    this.perSecond = perSecond;
  }

  /** All answers, in the order of sending. */
  public List<SentClaim> send(List<ImportedClaim> claims) {
    var start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<SentClaim>>();
      for (int i = 0; i < claims.size(); i++) {
        var claim = claims.get(i);
        var due = start + (long) (i * SECOND / perSecond);
        waitUntil(due);
        running.add(threads.submit(() -> sendClaim.send(claim, due)));
      }
      var sent = new ArrayList<SentClaim>();
      for (var one : running) sent.add(one.get());
      return sent;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a claim could not be sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void waitUntil(long due) {
    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
