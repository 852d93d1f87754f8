package io.tallystick.insurer.plans.domain;

import java.util.Locale;

/** What kind of service a line bills; a plan grants its benefits by these. */
public enum ServiceCategory {
  PREVENTIVE,
  OFFICE_VISIT,
  URGENT_CARE,
  EMERGENCY,
  INPATIENT,
  MATERNITY,
  MENTAL_HEALTH,
  DENTAL,
  DIAGNOSTIC,
  IMMUNIZATION,
  PHARMACY,
  THERAPY,
  HOSPICE,
  PROCEDURE,
  ADMINISTRATIVE,
  OTHER;

  /** As plan documents spell it: {@code office-visit}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if no category has this key
   */
  public static ServiceCategory ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
