package io.tallystick.gateway.exchange.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import java.time.LocalDate;
import java.util.List;

/**
 * Which results a clinician looks for.
 *
 * @param purpose HL7 v3 ActReason
 * @param classes FHIR resource types, at least one
 * @param codes of which a result carries one; empty for any
 * @param from first clinical date, absent for no bound; {@code until} likewise the last
 */
public record Sought(
    String purpose, List<String> classes, List<Code> codes, LocalDate from, LocalDate until) {

  public Sought {
    classes = classes == null ? List.of() : List.copyOf(classes);
    codes = codes == null ? List.of() : List.copyOf(codes);
  }
}
