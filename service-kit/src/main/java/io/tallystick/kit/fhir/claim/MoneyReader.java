package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;

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

  /**
   * The sum of the lines' nets, which a stated total has to equal; FHIR R4 leaves it to the sender
   * whether to state it. Null if there are no amounts or something is wrong with them.
   */
  Money total(Claim claim, List<Money> nets) {
    var stated = claim.hasTotal() ? read(claim.getTotal(), "Claim.total") : null;
    var present = nets.stream().filter(Objects::nonNull).toList();
    if (stated == null && present.isEmpty()) return null;
    var currency = stated == null ? present.get(0).currency() : stated.currency();
    if (present.stream().anyMatch(net -> !net.currency().equals(currency))) {
      problems.add(
          Code.MONEY_MIXED_CURRENCY, "Claim.item.net", "All amounts have the total's currency.");
      return null;
    }
    if (!problems.isEmpty()) return null;
    var sum = sum(present, currency);
    if (sum.isEmpty() || (stated != null && !sum.get().equals(stated))) {
      problems.add(
          Code.TOTAL_MISMATCH, "Claim.total", "The total is not the sum of the lines' nets.");
    }
    return sum.orElse(null);
  }

  /** Empty when the sum is beyond what money can hold: then no total can equal it. */
  private static Optional<Money> sum(List<Money> nets, String currency) {
    try {
      return Optional.of(nets.stream().reduce(Money.zero(currency), Money::plus));
    } catch (ArithmeticException overflow) {
      return Optional.empty();
    }
  }
}
