package io.tallystick.gateway.patients.domain;

import java.util.List;

/** What the institution knows a patient by. */
public record PatientProfile(List<PatientIdentifier> identifiers, Demographics demographics) {

  public PatientProfile {
    identifiers = List.copyOf(identifiers);
  }

  public String displayName() {
    return demographics.given() + " " + demographics.family();
  }
}
