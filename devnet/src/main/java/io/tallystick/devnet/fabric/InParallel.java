package io.tallystick.devnet.fabric;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The same for each, all at once. */
final class InParallel {

  /** One step towards one thing. */
  interface Step<T> {
    void take(T each) throws IOException, InterruptedException;
  }

  /** Returns when every step is done; throws what the first failing one threw. */
  static <T> void each(Collection<T> all, Step<T> step) throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> steps =
          all.stream()
              .<Callable<Void>>map(
                  each ->
                      () -> {
                        step.take(each);
                        return null;
                      })
              .toList();
      for (var done : threads.invokeAll(steps)) done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException fault -> throw fault;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IOException(e.getCause());
      }
    }
  }

  private InParallel() {}
}
