package io.tallystick.claims.status.domain;

import java.time.Instant;

/**
 * One step of a claim.
 *
 * @param step {@code SUBMIT} or a step of the claim lifecycle
 * @param at the ledger's time of the transaction
 * @param txid absent, like {@code block}, if it isn't on the ledger
 * @param millisSinceSubmit from the desk's acceptance of the claim until this service saw the
 *     step's block; for an observer between the ledger's times
 * @param note why: a code, then the payer's own words if it wrote any
 */
public record TimelineStep(
    String step,
    String state,
    long version,
    Instant at,
    String txid,
    Long block,
    Long millisSinceSubmit,
    String note) {

  /** With the payer's words after the code. */
  public TimelineStep withSentence(String sentence) {
    var full = note == null ? sentence : note + ": " + sentence;
    return new TimelineStep(step, state, version, at, txid, block, millisSinceSubmit, full);
  }
}
