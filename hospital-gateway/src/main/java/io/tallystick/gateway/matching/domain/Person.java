package io.tallystick.gateway.matching.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * A person as far as it helps to tell people apart; anything may be unknown.
 *
 * @param names all that they are known by, e.g. a maiden name
 * @param sex FHIR administrative-gender; {@code unknown} counts as absent
 * @param postalCode of one address
 */
public record Person(List<Name> names, LocalDate birthDate, String sex, String postalCode) {

  /** Family and given name, either may be absent. */
  public record Name(String family, String given) {}

  public Person {
    names = names == null ? List.of() : List.copyOf(names);
    if ("unknown".equals(sex)) sex = null;
  }
}
