package io.tallystick.gateway.patients.domain;

import java.time.LocalDate;

/** By what a person is found when no identifier is at hand; as {@code $member-match} has it. */
public record Demographics(String family, String given, LocalDate birthDate) {

  public boolean complete() {
    return family != null && given != null && birthDate != null;
  }

  /** Whether both have the same names, spaces around them apart. */
  public boolean namedLike(Demographics other) {
    return same(family, other.family) && same(given, other.given);
  }

  private static boolean same(String one, String other) {
    return one != null && other != null && one.strip().equals(other.strip());
  }

  /** Whether what a request says of a person contradicts this; what it leaves out does not. */
  public boolean contradicts(LocalDate otherBirthDate) {
    return birthDate != null && otherBirthDate != null && !birthDate.equals(otherBirthDate);
  }
}
