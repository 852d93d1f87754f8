package io.tallystick.cli.demo.watch;

import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * All that the chain says of one claim, in the chain's order.
 *
 * @param steps never empty
 */
public record Trail(List<Step> steps) {

  /**
   * @param arrivedNanos {@link System#nanoTime()} when the block came through Deliver
   */
  public record Step(LedgerEntry.Claim entry, String txid, long block, long arrivedNanos) {}

  public Trail {
    steps = List.copyOf(steps);
  }

  public State state() {
    return last().entry().state();
  }

  public Step last() {
    return steps.getLast();
  }

  /** Nothing more happens by itself: final, or waiting for somebody. */
  public boolean atRest() {
    return switch (state()) {
      case SETTLED, CANCELLED, REVERSED, PENDED -> true;
      case SUBMITTED, ADJUDICATED, APPEALED -> false;
    };
  }

  public Optional<Step> settled() {
    return steps.stream().filter(step -> step.entry().state() == State.SETTLED).findFirst();
  }

  /** Settled although every line is denied or outside the plan. */
  public boolean denied() {
    if (state() != State.SETTLED || last().entry().outcome() == null) return false;
    return switch (last().entry().outcome()) {
      case DENIED, NOT_COVERED -> true;
      case PAID, PARTIALLY_PAID, PATIENT_PAYS -> false;
    };
  }

  /** Submitted or settled more than once: the ledger counted one bill twice. */
  public boolean doubled() {
    var submitted = steps.stream().filter(step -> step.entry().version() == 1).count();
    var settled = steps.stream().filter(step -> step.entry().state() == State.SETTLED).count();
    return submitted > 1 || settled > 1;
  }
}
