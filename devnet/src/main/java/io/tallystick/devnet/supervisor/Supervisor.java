package io.tallystick.devnet.supervisor;

import static io.tallystick.devnet.process.Signal.TERM;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.part.Part;
import io.tallystick.devnet.process.Backoff;
import io.tallystick.devnet.process.ProcessIdentity;
import io.tallystick.devnet.process.RunningProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** Runs the parts that are wanted, each after those it needs, and writes down what it sees. */
public final class Supervisor {

  private final Home home;
  private final Map<String, Part> known;
  private final DevnetState left;
  private final Clock clock;
  private final Backoff backoff;
  private final ProcessIdentity self = ProcessIdentity.self();
  private final Map<String, PartRunner> runners = new LinkedHashMap<>();
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);

  /**
   * @param known every part there is, in starting order
   * @param left what an earlier supervisor wrote last
   */
  public Supervisor(
      Home home, Collection<? extends Part> known, DevnetState left, Clock clock, Backoff backoff) {
    this.home = home;
    this.known = new LinkedHashMap<>();
    known.forEach(part -> this.known.put(part.name(), part));
    this.left = left;
    this.clock = clock;
    this.backoff = backoff;
    publish();
  }

  /** Starts what is wanted and doesn't run, and stops what runs and isn't wanted. */
  public void want(Set<String> parts) {
    stop(
        names(
            runner ->
                !parts.contains(runner.part().name())
                    || runner.status().state() == PartStatus.State.FAILED));
    endLeftBehind(parts);
    var fresh = new ArrayList<PartRunner>();
    synchronized (this) {
      for (var part : known.values()) {
        if (!parts.contains(part.name()) || runners.containsKey(part.name())) continue;
        var runner =
            new PartRunner(
                part,
                home.log(part.name()),
                left.part(part.name()),
                () -> part.startsAfter().stream().allMatch(this::isReady),
                turns,
                this::publish,
                clock,
                backoff);
        runners.put(part.name(), runner);
        fresh.add(runner);
      }
    }
    publish();
    fresh.forEach(PartRunner::start);
  }

  /** Stops everything, dependents first. */
  public void stopAll() {
    stop(names(runner -> true));
  }

  private void stop(List<String> names) {
    var going = new ArrayList<>(names);
    while (!going.isEmpty()) {
      var next =
          going.stream().filter(name -> going.stream().noneMatch(o -> needs(o, name))).toList();
      var threads =
          next.stream().map(name -> Thread.ofPlatform().start(() -> runner(name).stop())).toList();
      threads.forEach(Supervisor::join);
      synchronized (this) {
        next.forEach(runners::remove);
      }
      going.removeAll(next);
      publish();
    }
  }

  /** Ends what an earlier supervisor started and nobody wants any more. */
  private void endLeftBehind(Set<String> wanted) {
    for (var part : left.parts()) {
      if (wanted.contains(part.name()) || runner(part.name()) != null || !part.isRunning())
        continue;
      try {
        var signal = known.containsKey(part.name()) ? known.get(part.name()).stopSignal() : TERM;
        RunningProcess.adopted(part.process(), part.started()).end(signal, Duration.ofSeconds(20));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean needs(String part, String other) {
    return known.get(part).needs().contains(other);
  }

  private synchronized List<String> names(Predicate<PartRunner> which) {
    return runners.values().stream().filter(which).map(each -> each.part().name()).toList();
  }

  private synchronized PartRunner runner(String name) {
    return runners.get(name);
  }

  private synchronized boolean isReady(String name) {
    var runner = runners.get(name);
    return runner != null && runner.status().isReady();
  }

  private synchronized void publish() {
    var parts = new ArrayList<PartStatus>();
    runners.values().forEach(runner -> parts.add(runner.status()));
    // What an earlier supervisor left and nobody asked for yet must not be forgotten.
    left.parts().stream()
        .filter(part -> !runners.containsKey(part.name()) && part.isRunning())
        .forEach(parts::add);
    new DevnetState(self, parts).write(home);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
