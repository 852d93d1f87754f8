package io.tallystick.gateway.consents.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;

/**
 * FHIR's inclusive periods of any precision (datatypes §2.24.0.8) and a statement's bounds:
 * instants, the last exclusive; days, both inclusive. Days begin at midnight UTC where no offset is
 * written.
 */
final class FhirTimes {

  private static final int DAY = 10;

  /** First moment of a dateTime; null if it is absent. */
  static Instant first(DateTimeType time) {
    return time.hasValue() ? start(time.getValueAsString()) : null;
  }

  /** First moment after a dateTime, as long as it is written: a day, a minute, a second. */
  static Instant behind(DateTimeType time) {
    if (!time.hasValue()) return null;
    var text = time.getValueAsString();
    return text.length() <= DAY
        ? lastDay(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
        : start(text).plus(1, text.indexOf('.') > 0 ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
  }

  /**
   * First day of data; a day that only begins to be meant is left out of what is permitted and
   * taken into what is denied.
   */
  static LocalDate firstDay(DateTimeType time, boolean permits) {
    if (!time.hasValue()) return null;
    var text = time.getValueAsString();
    var day = firstDay(text);
    boolean whole = text.length() <= DAY || text.startsWith("T00:00:00", DAY);
    return permits && !whole ? day.plusDays(1) : day;
  }

  static LocalDate lastDay(DateTimeType time, boolean permits) {
    if (!time.hasValue()) return null;
    var text = time.getValueAsString();
    if (text.length() <= DAY) return lastDay(text);
    boolean whole = text.startsWith("T23:59:59", DAY);
    return permits && !whole ? firstDay(text).minusDays(1) : firstDay(text);
  }

  static Period period(Instant from, Instant until) {
    if (from == null && until == null) return null;
    var period = new Period();
    if (from != null) period.setStartElement(dateTime(roundedUp(from)));
    if (until != null) {
      period.setEndElement(dateTime(until.truncatedTo(ChronoUnit.MILLIS).minusMillis(1)));
    }
    return period;
  }

  static Period days(LocalDate from, LocalDate until) {
    if (from == null && until == null) return null;
    var period = new Period();
    if (from != null) period.setStartElement(new DateTimeType(from.toString()));
    if (until != null) period.setEndElement(new DateTimeType(until.toString()));
    return period;
  }

  static DateTimeType dateTime(Instant at) {
    return new DateTimeType(
        Date.from(at), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone(ZoneOffset.UTC));
  }

  private static Instant roundedUp(Instant at) {
    var floor = at.truncatedTo(ChronoUnit.MILLIS);
    return floor.equals(at) ? at : floor.plusMillis(1);
  }

  private static Instant start(String text) {
    return text.length() <= DAY
        ? firstDay(text).atStartOfDay().toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(text).toInstant();
  }

  private static LocalDate firstDay(String text) {
    return switch (text.length()) {
      case 4 -> LocalDate.parse(text + "-01-01");
      case 7 -> LocalDate.parse(text + "-01");
      default -> LocalDate.parse(text.substring(0, DAY));
    };
  }

  private static LocalDate lastDay(String text) {
    return switch (text.length()) {
      case 4 -> firstDay(text).plusYears(1).minusDays(1);
      case 7 -> firstDay(text).plusMonths(1).minusDays(1);
      default -> firstDay(text);
    };
  }

  private FhirTimes() {}
}
