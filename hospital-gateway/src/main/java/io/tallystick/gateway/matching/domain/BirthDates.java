package io.tallystick.gateway.matching.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;

/** What a birth date becomes under a slip of the pen. */
final class BirthDates {

  private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;

  /** Day and month swapped, or two neighbouring digits; only what is a date, and another one. */
  static Set<LocalDate> transposed(LocalDate date) {
    var found = new HashSet<LocalDate>();
    add(
        found,
        date.format(DIGITS).substring(0, 4)
            + two(date.getDayOfMonth())
            + two(date.getMonthValue()));
    var digits = date.format(DIGITS);
    for (int i = 0; i + 1 < digits.length(); i++) {
      var swapped = new StringBuilder(digits);
      swapped.setCharAt(i, digits.charAt(i + 1));
      swapped.setCharAt(i + 1, digits.charAt(i));
      add(found, swapped.toString());
    }
    found.remove(date);
    return found;
  }

  private static void add(Set<LocalDate> found, String digits) {
    try {
      found.add(LocalDate.parse(digits, DIGITS));
    } catch (DateTimeException noDate) {
      // a month 13 is no slip that anybody could have stored
    }
  }

  private static String two(int number) {
    return String.format("%02d", number);
  }

  private BirthDates() {}
}
