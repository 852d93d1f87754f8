package io.tallystick.gateway.enrolment.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Until when a role holds: roles for others are bounded, one's own is not. */
public final class RoleBound {

  private static final int OF_AGE = 18;

  public sealed interface Bound {
    /**
     * @param until exclusive; absent means without end
     */
    record Holds(Instant until) implements Bound {}

    /** A guardian of an adult, or an end that is over already. */
    record EndMissing() implements Bound {}
  }

  /**
   * @param asked what the clerk says, absent for the role's own bound: a guardian acts until the
   *     patient is of age, an executor for a year
   */
  public static Bound of(ActsAs role, Instant asked, LocalDate birthDate, Instant now) {
    var until =
        switch (role) {
          case SELF -> Optional.ofNullable(asked);
          case GUARDIAN -> Optional.of(asked == null ? ofAge(birthDate) : asked);
          case EXECUTOR -> Optional.of(asked == null ? inAYear(now) : asked);
        };
    return until.isPresent() && !until.get().isAfter(now)
        ? new Bound.EndMissing()
        : new Bound.Holds(until.orElse(null));
  }

  private static Instant ofAge(LocalDate birthDate) {
    return birthDate.plusYears(OF_AGE).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
  }

  private static Instant inAYear(Instant now) {
    return now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
  }

  private RoleBound() {}
}
