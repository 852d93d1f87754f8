package io.tallystick.insurer.adjudication.domain;

import io.tallystick.vocabulary.money.Money;

/**
 * What a member has met in a plan year, or one claim's part of it.
 *
 * @param deductible towards the deductible
 * @param outOfPocket towards the out-of-pocket maximum; holds the deductible too
 */
public record Accumulated(Money deductible, Money outOfPocket) {

  public static Accumulated none(String currency) {
    return new Accumulated(Money.zero(currency), Money.zero(currency));
  }

  public Accumulated plus(Accumulated other) {
    return new Accumulated(deductible.plus(other.deductible), outOfPocket.plus(other.outOfPocket));
  }

  public Accumulated minus(Accumulated other) {
    return new Accumulated(
        deductible.minus(other.deductible), outOfPocket.minus(other.outOfPocket));
  }

  public boolean isNone() {
    return deductible.isZero() && outOfPocket.isZero();
  }
}
