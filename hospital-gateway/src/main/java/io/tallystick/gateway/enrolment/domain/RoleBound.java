package io.tallystick.gateway.enrolment.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Until when a role holds: roles for others are bounded, one's own is not. */
public final class RoleBound {

  public sealed interface Bound {
    /**
     * @param until exclusive; absent means without end
     */
    record Holds(Instant until) implements Bound {}

    /** A guardian of an adult, or an end that is over already. */
    record EndMissing() implements Bound {}
  }

  /**
   * @param asked what the clerk says, absent for the role's own bound: a minor's guardian acts
   *     until the patient is of age, never longer; a delegate or an executor for a year. An adult's
   *     guardian needs an end
   * @param majority the birthday, in years, on which the patient is of age; it begins at midnight
   *     UTC
   */
  public static Bound of(
      ActsAs role, Instant asked, LocalDate birthDate, int majority, Instant now) {
    var until =
        switch (role) {
          case SELF -> Optional.ofNullable(asked);
          case GUARDIAN -> Optional.of(guardian(asked, ofAge(birthDate, majority), now));
          case DELEGATE, EXECUTOR -> Optional.of(asked == null ? inAYear(now) : asked);
        };
    return until.isPresent() && !until.get().isAfter(now)
        ? new Bound.EndMissing()
        : new Bound.Holds(until.orElse(null));
  }

  private static Instant guardian(Instant asked, Instant ofAge, Instant now) {
    if (asked == null || ofAge.isAfter(now) && asked.isAfter(ofAge)) return ofAge;
    return asked;
  }

  private static Instant ofAge(LocalDate birthDate, int majority) {
    return birthDate.plusYears(majority).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
  }

  private static Instant inAYear(Instant now) {
    return now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
  }

  private RoleBound() {}
}
