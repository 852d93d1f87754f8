package io.tallystick.claims.remittance.domain;

import io.tallystick.vocabulary.money.Money;
import java.util.List;

/**
 * What a payer's {@code ClaimResponse} says in numbers. Amounts are absent where it is silent.
 *
 * @param paid to the provider, all lines
 * @param patientOwes what the member owes the provider, all lines
 */
public record Remittance(Money paid, Money patientOwes, List<Line> lines) {

  public Remittance {
    lines = List.copyOf(lines);
  }

  /**
   * @param denied whether nothing of the line is covered, for the reasons in {@code reasonCodes}
   */
  public record Line(
      int sequence, Money paid, Money patientOwes, boolean denied, List<String> reasonCodes) {
    public Line {
      reasonCodes = List.copyOf(reasonCodes);
    }
  }
}
