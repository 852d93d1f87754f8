package io.tallystick.gateway.patients.domain;

/** A business identifier, unique within its system (FHIR R4 {@code Identifier}). */
public record PatientIdentifier(String system, String value) {

  /** FHIR's search token: {@code system|value}. */
  public String token() {
    return system + "|" + value;
  }
}
