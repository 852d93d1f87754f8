package io.tallystick.devnet.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that this JVM started, or one that an earlier JVM did and that is watched from now. */
public final class RunningProcess {

  private static final long LOOK_MILLIS = 100;

  private final ProcessIdentity identity;
  private final long startedMillis;
  private final Process child;

  private RunningProcess(ProcessIdentity identity, long startedMillis, Process child) {
    this.identity = identity;
    this.startedMillis = startedMillis;
    this.child = child;
  }

  /**
   * @throws IOException if it can't be started or ends at once
   */
  public static RunningProcess start(Command command, Path log, long now) throws IOException {
    var process = command.start(log);
    var identity = ProcessIdentity.of(process.pid());
    if (identity.isEmpty()) throw new IOException("it ended at once");
    return new RunningProcess(identity.get(), now, process);
  }

  public static RunningProcess adopted(ProcessIdentity identity, long startedMillis) {
    return new RunningProcess(identity, startedMillis, null);
  }

  public ProcessIdentity identity() {
    return identity;
  }

  public long startedMillis() {
    return startedMillis;
  }

  public boolean isAlive() {
    return child == null ? identity.isAlive() : child.isAlive();
  }

  /** How it ended, for a sentence: {@code with exit code 137 (killed)}. */
  public String exit() {
    if (child == null || child.isAlive()) return "";
    int code = child.exitValue();
    return "with exit code " + code + (code > 128 ? " (signal " + (code - 128) + ")" : "");
  }

  /** Returns when it is gone or the latch opens. */
  public void awaitExit(CountDownLatch stop) throws InterruptedException {
    // An adopted process is nobody's child here, and an init that doesn't reap leaves zombies:
    // look.
    while (isAlive() && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      // still there
    }
  }

  /** Asks it to end, and kills it when it hasn't after the limit. */
  public void end(Signal signal, Duration limit) throws InterruptedException {
    signal.to(identity);
    if (!goneWithin(limit)) Signal.KILL.to(identity);
    goneWithin(limit);
  }

  private boolean goneWithin(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > deadline) return false;
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }
}
