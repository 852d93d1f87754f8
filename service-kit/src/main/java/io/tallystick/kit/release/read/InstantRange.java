package io.tallystick.kit.release.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A FHIR date parameter, {@code ge2026-03-01} (FHIR R4 §3.1.1.4.8): what is written stands for the
 * whole year, month, day or second that it names, in UTC where it has no offset.
 */
final class InstantRange {

  private static final Pattern SHAPE = Pattern.compile("(eq|ne|gt|lt|ge|le|sa|eb)?([0-9].*)");

  /**
   * @param end exclusive
   */
  private record Span(Instant start, Instant end) {}

  /** Empty if it isn't one; {@code ap} is none, since how near is near isn't said. */
  static Optional<Predicate<Instant>> parse(String parameter) {
    var shape = SHAPE.matcher(parameter);
    if (!shape.matches()) return Optional.empty();
    try {
      var prefix = shape.group(1) == null ? "eq" : shape.group(1);
      return Optional.of(compared(prefix, span(shape.group(2))));
    } catch (DateTimeException | NumberFormatException notADate) {
      return Optional.empty();
    }
  }

  private static Predicate<Instant> compared(String prefix, Span span) {
    return switch (prefix) {
      case "ne" -> at -> at.isBefore(span.start()) || !at.isBefore(span.end());
      case "gt", "sa" -> at -> !at.isBefore(span.end());
      case "ge" -> at -> !at.isBefore(span.start());
      case "lt", "eb" -> at -> at.isBefore(span.start());
      case "le" -> at -> at.isBefore(span.end());
      default -> at -> !at.isBefore(span.start()) && at.isBefore(span.end());
    };
  }

  private static Span span(String value) {
    return switch (value.length()) {
      case 4 -> days(LocalDate.of(Integer.parseInt(value), 1, 1), 12);
      case 7 -> days(YearMonth.parse(value).atDay(1), 1);
      case 10 -> {
        var day = LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        yield new Span(day, day.plusSeconds(86_400));
      }
      default -> moment(value);
    };
  }

  private static Span days(LocalDate first, int months) {
    return new Span(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        first.plusMonths(months).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Span moment(String value) {
    var start = OffsetDateTime.parse(value).toInstant();
    return new Span(start, value.contains(".") ? start.plusMillis(1) : start.plusSeconds(1));
  }

  private InstantRange() {}
}
