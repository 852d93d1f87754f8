package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Objects;

/** Amounts of a claim: exact, not negative, of one currency, and summing up to the total. */
final class MoneyReader {

  private final ProblemList problems;
  private final boolean required;

  /**
   * @param required whether amounts must be there
   */
  MoneyReader(ProblemList problems, boolean required) {
    this.problems = problems;
    this.required = required;
  }

  /** Null if absent or refused; the refusal is in the problem list. */
  Money read(org.hl7.fhir.r4.model.Money amount, String element) {
    if (amount == null || !amount.hasValue()) {
      if (required) problems.add(Code.INCOMPLETE, element, "A claim for payment states this.");
      return null;
    }
    if (problems.required(amount.getCurrency(), element + ".currency", "Money has a currency.")
        == null) return null;
    try {
      var money = Money.of(amount.getValue(), amount.getCurrency());
      if (!money.isNegative()) return money;
      problems.add(Code.MONEY_NEGATIVE, element, "An amount may not be negative.");
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      problems.add(
          Code.MONEY_MALFORMED,
          element,
          "The currency is unknown, or the amount has more digits than the currency allows.");
    }
    return null;
  }

  /** Notes a difference between the total and the lines; call it once all amounts are read. */
  void balance(Money total, List<Money> nets) {
    var present = nets.stream().filter(Objects::nonNull).toList();
    if (total == null && present.isEmpty()) return;
    var currency = total == null ? present.get(0).currency() : total.currency();
    if (present.stream().anyMatch(net -> !net.currency().equals(currency))) {
      problems.add(
          Code.MONEY_MIXED_CURRENCY, "Claim.item.net", "All amounts have the total's currency.");
      return;
    }
    if (problems.isEmpty() && !sum(present, currency).equals(total)) {
      problems.add(
          Code.TOTAL_MISMATCH, "Claim.total", "The total is not the sum of the lines' nets.");
    }
  }

  /** Null when the sum is beyond what money can hold: then no total can equal it. */
  private static Object sum(List<Money> nets, String currency) {
    try {
      return nets.stream().reduce(Money.zero(currency), Money::plus);
    } catch (ArithmeticException overflow) {
      return overflow;
    }
  }
}
