package io.tallystick.insurer.plans.domain;

import java.time.LocalDate;

/**
 * Days, both ends included, as in a FHIR Period of dates.
 *
 * @param until absent while open
 */
public record DatePeriod(LocalDate from, LocalDate until) {

  public DatePeriod {
    if (from == null) throw new IllegalArgumentException("a period has a first day");
    if (until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  public boolean contains(LocalDate day) {
    return !startsAfter(day) && !endedBefore(day);
  }

  public boolean startsAfter(LocalDate day) {
    return from.isAfter(day);
  }

  public boolean endedBefore(LocalDate day) {
    return until != null && until.isBefore(day);
  }

  public boolean overlaps(DatePeriod other) {
    return !(other.until != null && endsBefore(other.until, from))
        && !(until != null && endsBefore(until, other.from));
  }

  private static boolean endsBefore(LocalDate end, LocalDate start) {
    return end.isBefore(start);
  }
}
