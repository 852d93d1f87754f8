package io.tallystick.devnet.supervisor;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.part.Part;
import io.tallystick.devnet.process.Backoff;
import io.tallystick.devnet.process.RunningProcess;
import io.tallystick.devnet.supervisor.PartStatus.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps one part running, on a thread of its own, until it is told to stop. */
final class PartRunner {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Part part;
  private final Path log;
  private final BooleanSupplier needsReady;
  private final Semaphore turns;
  private final Runnable changed;
  private final Clock clock;
  private final Backoff backoff;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile PartStatus status;
  private Optional<PartStatus> left;

  /**
   * @param left what an earlier supervisor left of this part
   * @param turns for parts that start in turn; held from start to readiness
   * @param changed called after every change of {@link #status()}
   */
  PartRunner(
      Part part,
      Path log,
      Optional<PartStatus> left,
      BooleanSupplier needsReady,
      Semaphore turns,
      Runnable changed,
      Clock clock,
      Backoff backoff) {
    this.part = part;
    this.log = log;
    this.left = left;
    this.needsReady = needsReady;
    this.turns = turns;
    this.changed = changed;
    this.clock = clock;
    this.backoff = backoff;
    this.status =
        left.filter(PartStatus::isRunning)
            .orElseGet(() -> PartStatus.waiting(part.name(), part.ports().getFirst(), now()));
    this.thread = Thread.ofPlatform().name(part.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Part part() {
    return part;
  }

  PartStatus status() {
    return status;
  }

  /** Ends the part's process and waits for that. */
  void stop() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      int failures = 0;
      while (!stopping()) {
        failures = once() ? 1 : failures + 1;
        if (!stopping()) pause(backoff.before(failures));
      }
      set(status.stopped(now()));
    } catch (DevnetFailure cannot) {
      set(status.in(State.FAILED, now(), cannot.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From start to death of one process; true if it ran long enough not to count as a failure. */
  private boolean once() throws InterruptedException {
    RunningProcess process = null;
    try {
      process = adopted().orElse(null);
      if (process == null && !mayStart()) return true;
      if (part.startsInTurn()) turns.acquire();
      try {
        if (process == null) process = started();
        if (process != null) awaitReady(process);
      } finally {
        if (part.startsInTurn()) turns.release();
      }
      if (process == null) return true;
      process.awaitExit(stop);
      if (stopping()) return true;
      set(status.died(now(), "it ended " + process.exit()));
      return backoff.lasted(Duration.ofMillis(now() - process.startedMillis()));
    } catch (DevnetFailure cannot) {
      throw cannot;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception fault) {
      report(fault);
      set(status.died(now(), describe(fault)));
      return false;
    } finally {
      if (process != null) end(process);
    }
  }

  /** What an earlier supervisor started, if it still runs exactly what would be started now. */
  private Optional<RunningProcess> adopted() throws Exception {
    var before = left.filter(PartStatus::isRunning);
    left = Optional.empty();
    if (before.isEmpty()) return Optional.empty();
    var process = RunningProcess.adopted(before.get().process(), before.get().started());
    if (part.command().fingerprint().equals(before.get().fingerprint())) {
      set(
          status.running(
              process.identity(), before.get().fingerprint(), before.get().started(), now()));
      return Optional.of(process);
    }
    end(process);
    return Optional.empty();
  }

  /** Waits for what it starts after; false if it is told to stop meanwhile. */
  private boolean mayStart() throws Exception {
    if (part.preparesEarly()) prepare();
    if (!needsReady.getAsBoolean()) set(status.in(State.WAITING, now(), status.problem()));
    while (!needsReady.getAsBoolean() && !stopping()) pause(LOOK_EVERY);
    return !stopping();
  }

  private RunningProcess started() throws Exception {
    if (stopping()) return null;
    if (!part.preparesEarly()) prepare();
    if (stopping()) return null;
    var command = part.command();
    var process = RunningProcess.start(command, log, now());
    set(status.running(process.identity(), command.fingerprint(), process.startedMillis(), now()));
    return process;
  }

  private void prepare() throws Exception {
    set(status.in(State.PREPARING, now(), status.problem()));
    part.prepare();
  }

  private void awaitReady(RunningProcess process) throws Exception {
    long limit = now() + part.startLimit().toMillis();
    while (!stopping()) {
      if (!process.isAlive())
        throw new IOException("it ended " + process.exit() + " while starting");
      if (isReady()) {
        set(status.ready(now()));
        return;
      }
      if (now() > limit) throw new IOException("it wasn't ready after " + part.startLimit());
      pause(LOOK_EVERY);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      if (!part.answers()) return false;
      part.provision();
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notYet) {
      var why = describe(notYet);
      if (!why.equals(status.problem())) set(status.in(State.STARTING, status.since(), why));
      return false;
    }
  }

  private void end(RunningProcess process) throws InterruptedException {
    if (process.isAlive() && stopping()) set(status.in(State.STOPPING, now(), null));
    process.end(part.stopSignal(), STOP_LIMIT);
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pause(Duration time) throws InterruptedException {
    stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void set(PartStatus next) {
    status = next;
    changed.run();
  }

  private void report(Exception fault) {
    System.out.println(clock.instant() + " " + part.name() + ": " + describe(fault));
  }

  private static String describe(Exception fault) {
    var message =
        fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private long now() {
    return clock.millis();
  }
}
