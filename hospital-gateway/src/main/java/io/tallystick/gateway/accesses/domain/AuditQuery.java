package io.tallystick.gateway.accesses.domain;

import java.time.Instant;

/**
 * Which decisions somebody asks for, the latest first.
 *
 * @param patientId absent for all patients
 * @param from inclusive; absent for no bound
 * @param until exclusive; absent for no bound
 * @param after the last one of the page before; absent for the first page
 * @param count most of them
 */
public record AuditQuery(String patientId, Instant from, Instant until, Place after, int count) {

  /** A place in the order of time and id. */
  public record Place(Instant at, String accessId) {}
}
