package io.tallystick.insurer.adjudication.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A claim's answer, line by line.
 *
 * @param use what it takes from the member's accumulators, by plan year
 */
public record Adjudication(List<LineResult> lines, Map<Integer, Accumulated> use) {

  public Adjudication {
    lines = List.copyOf(lines);
    use = Map.copyOf(use);
  }

  public AdjudicationOutcome outcome() {
    var denials = lines.stream().flatMap(l -> l.denial().stream()).toList();
    if (denials.size() == lines.size()) {
      return denials.stream().allMatch(Carc::saysNotCovered)
          ? AdjudicationOutcome.NOT_COVERED
          : AdjudicationOutcome.DENIED;
    }
    if (denials.isEmpty() && total(LineResult::patient).isZero()) return AdjudicationOutcome.PAID;
    return total(LineResult::paid).isZero()
        ? AdjudicationOutcome.PATIENT_PAYS
        : AdjudicationOutcome.PARTIALLY_PAID;
  }

  /** CARC codes used, sorted, each once, as the ledger wants them. */
  public List<String> reasonCodes() {
    var codes = new TreeSet<String>();
    lines.stream().flatMap(Adjudication::reasons).map(Carc::code).forEach(codes::add);
    return List.copyOf(codes);
  }

  /** The sum of one amount over all lines; charge = paid + patient + contractual. */
  public Money total(Function<LineResult, Money> amount) {
    return lines.stream().map(amount).reduce(Money::plus).orElseThrow();
  }

  private static Stream<Carc> reasons(LineResult line) {
    return Stream.concat(
        line.denial().stream(), line.adjustments().stream().map(Adjustment::reason));
  }
}
