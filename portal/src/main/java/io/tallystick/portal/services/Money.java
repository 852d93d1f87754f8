package io.tallystick.portal.services;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount as the services give it.
 *
 * @param minor minor units (cents for USD)
 * @param currency ISO 4217 code
 */
public record Money(long minor, String currency) {

  /** As people write it, e.g. {@code $1,234.50}. */
  @Override
  public String toString() {
    var unit = Currency.getInstance(currency);
    var format = java.text.NumberFormat.getCurrencyInstance(Locale.US);
    format.setCurrency(unit);
    format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
    format.setMaximumFractionDigits(unit.getDefaultFractionDigits());
    return format.format(BigDecimal.valueOf(minor, unit.getDefaultFractionDigits()));
  }
}
