package io.tallystick.insurer.adjudication.domain;

import java.util.Set;

/** What has been seen of the record: FHIR resource types that were released and verified. */
public sealed interface EvidenceState {

  Set<String> types();

  /** More may come. */
  record Open(Set<String> types) implements EvidenceState {}

  /** The deadline passed: decided with what is there. */
  record Closed(Set<String> types) implements EvidenceState {}
}
