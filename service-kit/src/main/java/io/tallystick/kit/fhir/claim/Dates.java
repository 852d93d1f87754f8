package io.tallystick.kit.fhir.claim;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.BaseDateTimeType;

/** FHIR's partial dates: a day only where the document tells one. */
final class Dates {

  private static final int DAY_CHARS = 10;

  /** The day as written, in the writer's zone; null if absent or less exact than a day. */
  static LocalDate day(BaseDateTimeType date) {
    if (date == null || !date.hasValue() || coarse(date)) return null;
    return LocalDate.parse(date.getValueAsString().substring(0, DAY_CHARS));
  }

  static Instant instant(BaseDateTimeType time) {
    return time == null || !time.hasValue() ? null : time.getValue().toInstant();
  }

  private static boolean coarse(BaseDateTimeType date) {
    return date.getPrecision() == TemporalPrecisionEnum.YEAR
        || date.getPrecision() == TemporalPrecisionEnum.MONTH;
  }

  private Dates() {}
}
