package io.tallystick.portal.words;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How dates, spans and long ids are written on pages. */
@TemplateExtension
class PageFormats {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.UK);
  private static final int SHORT_ID = 10;

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  static String day(Instant at) {
    return DAY.format(at.atOffset(ZoneOffset.UTC));
  }

  /** In UTC; live.js rewrites it in the reader's own time. */
  static String moment(Instant at) {
    return MOMENT.format(at.atOffset(ZoneOffset.UTC));
  }

  /** Milliseconds as a reader says them: {@code 412 ms}, {@code 3.1 s}, {@code 2 days}. */
  static String span(Long millis) {
    var time = Duration.ofMillis(millis);
    if (time.toMillis() < 1000) return time.toMillis() + " ms";
    if (time.toMinutes() < 1) return String.format(Locale.UK, "%.1f s", millis / 1000.0);
    if (time.toHours() < 1) return time.toMinutes() + " min";
    if (time.toDays() < 1) return time.toHours() + " h";
    return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
  }

  static String brief(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }
}
