package io.tallystick.gateway.matching.domain;

import io.tallystick.gateway.patients.domain.PatientIdentifier;
import java.util.List;

/** Whom an institution asks about. */
public record Sought(List<PatientIdentifier> identifiers, Person person) {

  public Sought {
    identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
  }
}
