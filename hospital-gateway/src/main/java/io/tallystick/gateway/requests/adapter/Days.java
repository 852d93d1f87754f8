package io.tallystick.gateway.requests.adapter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A period of days, both ends included; absent means no bound. FHIR search by date (R4 §3.1.1.4.5)
 * to the day at most, since a consent's bounds are days.
 */
record Days(LocalDate from, LocalDate until) {

  static final Days ANY = new Days(null, null);

  private static final Pattern SEARCHED =
      Pattern.compile("(eq|ge|gt|le|lt)?(\\d{4}(?:-\\d{2}(?:-\\d{2})?)?)");

  static Days read(String value, Consumer<String> problem) {
    var searched = SEARCHED.matcher(value);
    if (!searched.matches()) {
      problem.accept("a date has a prefix eq, ge, gt, le or lt or none, and no time of day");
      return ANY;
    }
    try {
      var first = first(searched.group(2));
      var last = last(searched.group(2));
      return switch (searched.group(1)) {
        case "ge" -> new Days(first, null);
        case "gt" -> new Days(last.plusDays(1), null);
        case "le" -> new Days(null, last);
        case "lt" -> new Days(null, first.minusDays(1));
        case null, default -> new Days(first, last);
      };
    } catch (DateTimeException noSuchDay) {
      problem.accept("there is no such day");
      return ANY;
    }
  }

  /** What lies in both. */
  Days and(Days other) {
    return new Days(
        from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from,
        until == null || (other.until != null && other.until.isBefore(until))
            ? other.until
            : until);
  }

  boolean empty() {
    return from != null && until != null && from.isAfter(until);
  }

  private static LocalDate first(String date) {
    return switch (date.length()) {
      case 4 -> LocalDate.of(Integer.parseInt(date), 1, 1);
      case 7 -> YearMonth.parse(date).atDay(1);
      default -> LocalDate.parse(date);
    };
  }

  private static LocalDate last(String date) {
    return switch (date.length()) {
      case 4 -> LocalDate.of(Integer.parseInt(date), 12, 31);
      case 7 -> YearMonth.parse(date).atEndOfMonth();
      default -> LocalDate.parse(date);
    };
  }
}
