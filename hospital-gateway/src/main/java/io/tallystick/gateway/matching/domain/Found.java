package io.tallystick.gateway.matching.domain;

/** What a search for one person comes to; never a guess. */
public sealed interface Found {

  /** Exactly this patient: by identifier, by names and birth date, or as a clerk confirmed. */
  record Match(String patientId) implements Found {}

  /** Somebody may be it, or several: a clerk decides the case. */
  record Undecided(String caseId) implements Found {}

  record None() implements Found {}
}
