package io.tallystick.devnet.part;

import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.process.Signal;
import java.time.Duration;
import java.util.List;

/** One process of the devnet: how to run it, and how to tell that it does its work. */
public interface Part {

  /** As in commands, logs and configuration: {@code riverside-claim-service}. */
  String name();

  /** What it listens on, the one to show first. */
  List<Integer> ports();

  /** Parts without which this one can't do its work. */
  default List<String> needs() {
    return List.of();
  }

  /**
   * Everything its process needs on disk; quick when it is already there.
   *
   * @throws io.tallystick.devnet.DevnetFailure if it can't run on this machine
   */
  default void prepare() throws Exception {}

  /** Those of {@link #needs()} that must be ready before it starts; it waits itself for others. */
  default List<String> startsAfter() {
    return needs();
  }

  /** Whether {@link #prepare()} may run before the parts it starts after are ready. */
  default boolean preparesEarly() {
    return false;
  }

  Command command();

  /** One short look whether it answers; an exception means no. */
  boolean answers() throws Exception;

  /**
   * What others rely on inside it; idempotent, done after every start; an exception means not yet.
   */
  default void provision() throws Exception {}

  default Signal stopSignal() {
    return Signal.TERM;
  }

  /**
   * Whether it takes its turn with others of its kind, so that what all of them wait for isn't
   * starved while they start; never true of a part that another such part waits for.
   */
  default boolean startsInTurn() {
    return false;
  }

  /**
   * How long it may take to become ready before it is taken for stuck, ended and started again;
   * long, because on a busy machine that would only add to the load.
   */
  default Duration startLimit() {
    return Duration.ofMinutes(15);
  }
}
