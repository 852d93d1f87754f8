package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.Accumulated;
import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What members have met. An adjudication reserves its part in its own transaction, under the
 * member's lock; the ledger's acceptance confirms it, its refusal releases it. What is reserved
 * counts as met, so that no limit is ever exceeded.
 */
public interface Accumulators {

  /**
   * @param reserved the part of it that the ledger hasn't confirmed yet
   */
  record Met(
      String plan,
      int year,
      Money deductible,
      Money outOfPocket,
      Money reservedDeductible,
      Money reservedOutOfPocket) {}

  /** By plan year; years without entry are zero. */
  Map<Integer, Accumulated> met(Handle tx, String memberId, String plan);

  List<Met> all(Handle tx, String memberId);

  /**
   * @param opId of the adjudication's ledger command
   */
  void reserve(Handle tx, String opId, String memberId, String plan, Map<Integer, Accumulated> use);

  /** Does nothing if it isn't reserved. */
  void confirm(Handle tx, String opId);

  /** Gives back what was reserved or confirmed; does nothing if it is given back. */
  void release(Handle tx, String opId);

  /** Takes back a {@link #release}: what it counted counts again, as confirmed. */
  void reinstate(Handle tx, String opId);

  /** What one operation counted now belongs to the one that replaces it with the same amounts. */
  void carryOver(Handle tx, String fromOpId, String toOpId);
}
