package io.tallystick.insurer.adjudication.domain;

import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One line's answer. It balances as an X12 835 service line does: charge = paid + adjustments.
 *
 * @param allowed what the plan's contract allows; zero on a denied line
 * @param denial why the whole line was denied, absent if it wasn't
 * @param rule the rule that decided, e.g. {@code benefit.office-visit}, {@code exclusion.cosmetic}
 * @param note for people, beside the codes
 */
public record LineResult(
    int sequence,
    Money charge,
    Money allowed,
    Money paid,
    List<Adjustment> adjustments,
    Optional<Carc> denial,
    String rule,
    Optional<String> note) {

  /** One that the codes say everything about. */
  public LineResult(
      int sequence,
      Money charge,
      Money allowed,
      Money paid,
      List<Adjustment> adjustments,
      Optional<Carc> denial,
      String rule) {
    this(sequence, charge, allowed, paid, adjustments, denial, rule, Optional.empty());
  }

  public LineResult {
    adjustments = adjustments.stream().filter(a -> !a.amount().isZero()).toList();
    var total = adjustments.stream().map(Adjustment::amount).reduce(paid, Money::plus);
    if (total.compareTo(charge) != 0) {
      throw new IllegalArgumentException("line " + sequence + " doesn't balance");
    }
  }

  static LineResult denied(int sequence, Money charge, Denial why) {
    var zero = Money.zero(charge.currency());
    var whole = List.of(new Adjustment(why.reason(), charge));
    return new LineResult(
        sequence, charge, zero, zero, whole, Optional.of(why.reason()), why.rule(), why.note());
  }

  public Money deductible() {
    return sum(a -> a.reason() == Carc.DEDUCTIBLE);
  }

  public Money copay() {
    return sum(a -> a.reason() == Carc.COPAY);
  }

  public Money coinsurance() {
    return sum(a -> a.reason() == Carc.COINSURANCE);
  }

  /** What the member owes the provider for it. */
  public Money patient() {
    return sum(a -> a.reason().group() == AdjustmentGroup.PR);
  }

  /** What nobody is billed for. */
  public Money contractual() {
    return sum(a -> a.reason().group() != AdjustmentGroup.PR);
  }

  /** What counts towards the accumulators: the member's share of covered services only. */
  Accumulated use() {
    return new Accumulated(deductible(), deductible().plus(copay()).plus(coinsurance()));
  }

  private Money sum(Predicate<Adjustment> which) {
    return adjustments.stream()
        .filter(which)
        .map(Adjustment::amount)
        .reduce(Money.zero(charge.currency()), Money::plus);
  }
}
