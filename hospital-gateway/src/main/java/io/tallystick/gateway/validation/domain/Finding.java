package io.tallystick.gateway.validation.domain;

/**
 * What a check has to say about one place of a resource.
 *
 * @param element FHIRPath from the root of the body, e.g. {@code Bundle.entry[2].resource.status}
 * @param line from 1; null if unknown
 * @param column from 1; null if unknown
 * @param detail a sentence that repeats no value of the resource
 */
public record Finding(
    String element, Integer line, Integer column, Severity severity, String detail) {

  /** As FHIR's {@code issue-severity}. */
  public enum Severity {
    FATAL,
    ERROR,
    WARNING,
    INFORMATION
  }

  /** Whether the resource can't be taken because of it. */
  public boolean refuses() {
    return severity == Severity.FATAL || severity == Severity.ERROR;
  }
}
