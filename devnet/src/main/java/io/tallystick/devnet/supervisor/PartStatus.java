package io.tallystick.devnet.supervisor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tallystick.devnet.process.ProcessIdentity;

/**
 * One part as {@code run/state.json} shows it.
 *
 * @param port the first it listens on
 * @param process absent while none runs
 * @param fingerprint of the command that the process was started with
 * @param restarts how often it was started again after it died
 * @param since when it got into this state, milliseconds since 1970
 * @param started when its process was started, milliseconds since 1970; 0 while none runs
 * @param startMillis how long it took to become ready last, 0 before
 * @param problem why it isn't ready, one line; absent when nothing is wrong
 */
public record PartStatus(
    String name,
    State state,
    int port,
    ProcessIdentity process,
    String fingerprint,
    int restarts,
    long since,
    long started,
    long startMillis,
    String problem) {

  /** In the order they are passed through. */
  public enum State {
    WAITING,
    PREPARING,
    STARTING,
    READY,
    RESTARTING,
    STOPPING,
    STOPPED,
    /** It can't run here, and trying again won't help. */
    FAILED
  }

  @JsonIgnore
  public boolean isReady() {
    return state == State.READY;
  }

  @JsonIgnore
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  static PartStatus waiting(String name, int port, long now) {
    return new PartStatus(name, State.WAITING, port, null, null, 0, now, 0, 0, null);
  }

  PartStatus in(State next, long now, String why) {
    return new PartStatus(
        name, next, port, process, fingerprint, restarts, now, started, startMillis, why);
  }

  PartStatus running(ProcessIdentity started, String command, long startedAt, long now) {
    return new PartStatus(
        name, State.STARTING, port, started, command, restarts, now, startedAt, 0, null);
  }

  PartStatus ready(long now) {
    return new PartStatus(
        name,
        State.READY,
        port,
        process,
        fingerprint,
        restarts,
        now,
        started,
        Math.max(1, now - started),
        null);
  }

  PartStatus died(long now, String why) {
    return new PartStatus(name, State.RESTARTING, port, null, null, restarts + 1, now, 0, 0, why);
  }

  PartStatus stopped(long now) {
    return new PartStatus(name, State.STOPPED, port, null, null, restarts, now, 0, 0, null);
  }
}
