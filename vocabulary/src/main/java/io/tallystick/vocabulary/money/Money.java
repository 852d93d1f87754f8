package io.tallystick.vocabulary.money;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount.
 *
 * @param minor minor units of the currency (cents for USD); may be negative in a difference
 * @param currency ISO 4217 code
 */
public record Money(long minor, String currency) implements Comparable<Money> {

  private static final int FULL_BASIS_POINTS = 10_000;

  public Money {
    if (currency == null) throw new IllegalArgumentException("money has a currency");
    Currency.getInstance(currency);
  }

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  /**
   * @throws ArithmeticException if the value has more decimals than the currency
   */
  public static Money of(BigDecimal value, String currency) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    return new Money(value.movePointRight(digits).longValueExact(), currency);
  }

  public BigDecimal decimal() {
    return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, same(other).minor), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, same(other).minor), currency);
  }

  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /**
   * The share of this amount, half a minor unit rounded up (HALF_UP), as payers' remittances do.
   */
  public Money share(int basisPoints) {
    var exact = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(basisPoints));
    var rounded = exact.divide(BigDecimal.valueOf(FULL_BASIS_POINTS), 0, RoundingMode.HALF_UP);
    return new Money(rounded.longValueExact(), currency);
  }

  @JsonIgnore
  public boolean isNegative() {
    return minor < 0;
  }

  @JsonIgnore
  public boolean isZero() {
    return minor == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, same(other).minor);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("amounts of different currencies don't mix");
    }
    return other;
  }
}
