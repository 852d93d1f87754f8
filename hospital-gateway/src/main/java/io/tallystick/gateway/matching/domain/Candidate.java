package io.tallystick.gateway.matching.domain;

/**
 * A patient who may be the one that is sought.
 *
 * @param named whether an identifier names them
 */
public record Candidate(String patientId, boolean named, Comparison comparison) {

  /** Whether nothing but another such candidate speaks against it. */
  public boolean certain() {
    return named ? !comparison.contradicts() : comparison.certain();
  }
}
