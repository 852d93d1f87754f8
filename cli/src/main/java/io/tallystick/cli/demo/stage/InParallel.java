package io.tallystick.cli.demo.stage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does one thing for many, a bounded number at a time; the first failure ends it. */
public final class InParallel {

  public static <T, R> List<R> each(int atOnce, Collection<T> items, Function<T, R> work) {
    var permits = new Semaphore(atOnce);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<R>>();
      for (var item : items) running.add(threads.submit(bounded(permits, () -> work.apply(item))));
      var results = new ArrayList<R>();
      for (var one : running) results.add(one.get());
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static <R> Callable<R> bounded(Semaphore permits, Callable<R> work) {
    return () -> {
      permits.acquire();
      try {
        return work.call();
      } finally {
        permits.release();
      }
    };
  }

  private InParallel() {}
}
