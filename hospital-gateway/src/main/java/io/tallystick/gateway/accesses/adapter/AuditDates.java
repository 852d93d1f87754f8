package io.tallystick.gateway.accesses.adapter;

import io.tallystick.kit.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The search parameter {@code date} (FHIR R4, 3.1.1.4.5): a day or an instant with a prefix; days
 * are UTC's. Several narrow each other.
 *
 * @param from inclusive, absent for no bound
 * @param until exclusive, absent for no bound
 */
record AuditDates(Instant from, Instant until) {

  static AuditDates of(List<String> values) {
    var all = new AuditDates(null, null);
    for (var value : values == null ? List.<String>of() : values) all = all.and(one(value));
    return all;
  }

  private static AuditDates one(String value) {
    boolean prefixed = value.length() > 2 && Character.isLetter(value.charAt(0));
    var prefix = prefixed ? value.substring(0, 2) : "eq";
    var text = prefixed ? value.substring(2) : value;
    try {
      boolean day = text.length() == 10;
      var first =
          day
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      var next = day ? first.plusSeconds(86_400) : first.plusMillis(1);
      return switch (prefix) {
        case "eq" -> new AuditDates(first, next);
        case "ge" -> new AuditDates(first, null);
        case "gt" -> new AuditDates(next, null);
        case "le" -> new AuditDates(null, next);
        case "lt" -> new AuditDates(null, first);
        default -> throw malformed();
      };
    } catch (DateTimeException notADate) {
      throw malformed();
    }
  }

  private AuditDates and(AuditDates other) {
    return new AuditDates(later(from, other.from), earlier(until, other.until));
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  private static RuntimeException malformed() {
    return Problem.badRequest(
            "date.malformed", "a date is yyyy-mm-dd or an instant, after eq, ge, gt, le or lt")
        .exception();
  }
}
