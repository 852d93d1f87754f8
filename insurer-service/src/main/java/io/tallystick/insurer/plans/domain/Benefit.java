package io.tallystick.insurer.plans.domain;

import io.tallystick.vocabulary.money.Money;

/**
 * How a plan shares the cost of one service category: of the allowed amount first the deductible if
 * it applies, then the copay, then coinsurance of what remains.
 *
 * @param allowedBasisPoints the contracted share of the charge; 10,000 is the full charge
 * @param deductibleApplies false where the plan pays before the deductible is met
 * @param copay a fixed amount a line
 * @param coinsuranceBasisPoints the member's share of what deductible and copay leave
 */
public record Benefit(
    int allowedBasisPoints, boolean deductibleApplies, Money copay, int coinsuranceBasisPoints) {

  private static final int WHOLE = 10_000;

  public Benefit {
    requireShare(allowedBasisPoints);
    requireShare(coinsuranceBasisPoints);
    if (copay.isNegative()) throw new IllegalArgumentException("a copay isn't negative");
  }

  public Money allowed(Money charge) {
    return charge.share(allowedBasisPoints);
  }

  private static void requireShare(int basisPoints) {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw new IllegalArgumentException("a share lies between 0 and 10,000 basis points");
    }
  }
}
