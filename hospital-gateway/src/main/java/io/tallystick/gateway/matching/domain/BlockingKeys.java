package io.tallystick.gateway.matching.domain;

import io.tallystick.gateway.matching.domain.Person.Name;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two records of one person nearly always share, so that only those who share one are
 * compared: the birth date; the family name's sound with the birth year; both names' sounds. They
 * are PHI: only their blind index is stored.
 */
public final class BlockingKeys {

  /** Under which a person is filed. */
  public static Set<String> of(Person person) {
    var keys = new TreeSet<String>();
    if (person.birthDate() != null) keys.add("born " + person.birthDate());
    for (var name : person.names()) keys.addAll(of(name, person.birthDate()));
    return keys;
  }

  /** Where a person is looked for: also under the slips that a birth date suffers. */
  public static Set<String> sought(Person person) {
    var keys = new TreeSet<>(of(person));
    if (person.birthDate() == null) return keys;
    for (var date : BirthDates.transposed(person.birthDate())) keys.add("born " + date);
    return keys;
  }

  private static Set<String> of(Name name, LocalDate birthDate) {
    var keys = new TreeSet<String>();
    var family = Spelling.sound(Spelling.plain(name.family()));
    var given = Spelling.plain(name.given());
    if (family.isEmpty()) return keys;
    if (birthDate != null) keys.add("family " + family + " " + birthDate.getYear());
    if (!given.isEmpty()) keys.add("names " + family + " " + given.charAt(0));
    return keys;
  }

  private BlockingKeys() {}
}
