package io.tallystick.gateway.matching.domain;

import java.time.Instant;

/**
 * A search that a person has to decide.
 *
 * @param org who asks; the own institution for its own clerks
 * @param patientId whom a clerk confirmed, absent otherwise
 */
public record MatchCase(String caseId, String org, State state, String patientId, Instant askedAt) {

  public enum State {
    WAITING,
    CONFIRMED,
    REJECTED
  }
}
