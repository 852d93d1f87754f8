package io.tallystick.portal.patient;

/** Addresses hold opaque ids only, and nothing that could climb out of a service's path. */
final class PatientPaths {

  static final String AT = "/patient/at/{hospital:[a-z0-9-]+}/{patient:[A-Za-z0-9-]+}";

  private PatientPaths() {}
}
