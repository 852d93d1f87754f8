package io.tallystick.insurer.adjudication.domain;

import java.util.Set;

/** What has been seen of the record. */
public sealed interface EvidenceState {

  /** FHIR resource types that were released and verified. */
  Set<String> types();

  record NotAsked() implements EvidenceState {
    @Override
    public Set<String> types() {
      return Set.of();
    }
  }

  record Released(Set<String> types) implements EvidenceState {}

  /** The deadline passed: decided with what is there. */
  record Closed(Set<String> types) implements EvidenceState {}
}
