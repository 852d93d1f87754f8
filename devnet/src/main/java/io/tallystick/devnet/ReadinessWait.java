package io.tallystick.devnet;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.supervisor.DevnetState;
import io.tallystick.devnet.supervisor.PartStatus;
import io.tallystick.devnet.supervisor.PartStatus.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Follows {@code run/state.json} until all wanted parts are ready. */
final class ReadinessWait {

  private static final long LOOK_MILLIS = 100;
  // One or two deaths while starting happen, when something it needs is slow; more is a fault.
  private static final int RESTARTS_ALLOWED = 3;

  private final Home home;
  private final Supplier<SortedSet<String>> wanted;
  private final Consumer<PartStatus> onChange;
  private final Map<String, PartStatus> seen = new HashMap<>();
  private final Map<String, Integer> restartsBefore = new HashMap<>();

  ReadinessWait(Home home, Supplier<SortedSet<String>> wanted, Consumer<PartStatus> onChange) {
    this.home = home;
    this.wanted = wanted;
    this.onChange = onChange;
  }

  void within(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      var state = DevnetState.read(home);
      state.parts().forEach(this::look);
      if (allReady(state)) return;
      if (!state.isSupervised()) {
        throw new DevnetFailure("The supervisor ended; why stands in " + home.log("devnet") + ".");
      }
      if (System.nanoTime() > deadline) throw late(state, limit);
      pause();
    }
  }

  private void look(PartStatus now) {
    var before = seen.put(now.name(), now);
    if (before == null || before.state() != now.state()) onChange.accept(now);
    if (now.state() == State.FAILED) throw new DevnetFailure(now.problem());
    int restarts = now.restarts() - restartsBefore.computeIfAbsent(now.name(), n -> now.restarts());
    if (restarts > RESTARTS_ALLOWED && !now.isReady()) {
      throw new DevnetFailure(
          "Part %s keeps dying (%s): see %s."
              .formatted(now.name(), now.problem(), home.log(now.name())));
    }
  }

  private boolean allReady(DevnetState state) {
    return wanted.get().stream()
        .allMatch(name -> state.part(name).filter(PartStatus::isReady).isPresent());
  }

  private DevnetFailure late(DevnetState state, Duration limit) {
    var missing =
        wanted.get().stream()
            .filter(name -> state.part(name).filter(PartStatus::isReady).isEmpty())
            .toList();
    return new DevnetFailure(
        "Not ready after %d s: %s; see the logs in %s."
            .formatted(limit.toSeconds(), String.join(", ", missing), home.logs()));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevnetFailure("Interrupted while waiting for the parts to be ready.");
    }
  }
}
