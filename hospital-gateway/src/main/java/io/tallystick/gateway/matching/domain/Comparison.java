package io.tallystick.gateway.matching.domain;

import io.tallystick.gateway.matching.domain.Agreement.Field;
import io.tallystick.gateway.matching.domain.Person.Name;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two people compared field by field; what one side doesn't tell weighs nothing.
 *
 * @param agreements at most one per field
 * @param namesAsWritten whether one of their names is the same to the mark, but for case
 */
public record Comparison(List<Agreement> agreements, boolean namesAsWritten) {

  private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int AREA = 3;

  public Comparison {
    agreements = List.copyOf(agreements);
  }

  public static Comparison of(Person one, Person other) {
    var all = new ArrayList<Agreement>(names(one, other));
    birthDate(one.birthDate(), other.birthDate()).ifPresent(all::add);
    sex(one.sex(), other.sex()).ifPresent(all::add);
    postalCode(one.postalCode(), other.postalCode()).ifPresent(all::add);
    return new Comparison(all, one.names().stream().anyMatch(a -> asWritten(a, other.names())));
  }

  /** Sum of the weights, in bits. */
  public double weight() {
    return weight(agreements);
  }

  private static double weight(List<Agreement> agreements) {
    return agreements.stream().mapToDouble(Agreement::weight).sum();
  }

  /** Names and birth date the same as written, and nothing against it. */
  public boolean certain() {
    return namesAsWritten
        && agreements.contains(Agreement.BIRTH_DATE_SAME)
        && !agreements.contains(Agreement.SEX_DIFFERENT);
  }

  /** Whether it can't be who an identifier names: another birth date, sex, or name altogether. */
  public boolean contradicts() {
    boolean otherDate =
        of(Field.BIRTH_DATE).filter(a -> a != Agreement.BIRTH_DATE_SAME).isPresent();
    boolean otherName =
        agreements.contains(Agreement.FAMILY_DIFFERENT)
            && agreements.contains(Agreement.GIVEN_DIFFERENT);
    return otherDate || otherName || agreements.contains(Agreement.SEX_DIFFERENT);
  }

  private static boolean asWritten(Name one, List<Name> others) {
    return others.stream()
        .anyMatch(o -> asWritten(one.family(), o.family()) && asWritten(one.given(), o.given()));
  }

  private static boolean asWritten(String one, String other) {
    return one != null && other != null && folded(one).equals(folded(other));
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** Of all pairs of their names the one that agrees best. */
  private static List<Agreement> names(Person one, Person other) {
    return one.names().stream()
        .flatMap(a -> other.names().stream().map(b -> names(a, b)))
        .max(Comparator.comparingDouble(Comparison::weight))
        .orElse(List.of());
  }

  private static List<Agreement> names(Name one, Name other) {
    var found = new ArrayList<Agreement>();
    family(Spelling.plain(one.family()), Spelling.plain(other.family())).ifPresent(found::add);
    given(Spelling.plain(one.given()), Spelling.plain(other.given())).ifPresent(found::add);
    return found;
  }

  private static Optional<Agreement> family(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) return Optional.empty();
    if (one.equals(other)) return Optional.of(Agreement.FAMILY_SAME);
    var words = List.of(other.split(" "));
    boolean part =
        List.of(one.split(" ")).stream().anyMatch(w -> w.length() > 2 && words.contains(w));
    return Optional.of(
        part || Spelling.close(one.replace(" ", ""), other.replace(" ", ""))
            ? Agreement.FAMILY_CLOSE
            : Agreement.FAMILY_DIFFERENT);
  }

  private static Optional<Agreement> given(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) return Optional.empty();
    if (one.equals(other)) return Optional.of(Agreement.GIVEN_SAME);
    var first = one.split(" ")[0];
    var second = other.split(" ")[0];
    boolean initial = first.length() == 1 || second.length() == 1;
    if (initial) {
      return Optional.of(
          first.charAt(0) == second.charAt(0)
              ? Agreement.GIVEN_INITIAL
              : Agreement.GIVEN_DIFFERENT);
    }
    if (first.equals(second) || Spelling.close(one.replace(" ", ""), other.replace(" ", ""))) {
      return Optional.of(Agreement.GIVEN_CLOSE);
    }
    return Optional.of(
        GivenNames.standForEachOther(first, second)
            ? Agreement.GIVEN_VARIANT
            : Agreement.GIVEN_DIFFERENT);
  }

  private static Optional<Agreement> birthDate(LocalDate one, LocalDate other) {
    if (one == null || other == null) return Optional.empty();
    if (one.equals(other)) return Optional.of(Agreement.BIRTH_DATE_SAME);
    if (BirthDates.transposed(one).contains(other)) {
      return Optional.of(Agreement.BIRTH_DATE_TRANSPOSED);
    }
    return Optional.of(
        differing(one.format(DIGITS), other.format(DIGITS)) == 1
            ? Agreement.BIRTH_DATE_ONE_DIGIT
            : Agreement.BIRTH_DATE_DIFFERENT);
  }

  private static Optional<Agreement> sex(String one, String other) {
    if (one == null || other == null) return Optional.empty();
    return Optional.of(one.equals(other) ? Agreement.SEX_SAME : Agreement.SEX_DIFFERENT);
  }

  private static Optional<Agreement> postalCode(String one, String other) {
    var first = Spelling.plain(one).replace(" ", "");
    var second = Spelling.plain(other).replace(" ", "");
    if (first.isEmpty() || second.isEmpty()) return Optional.empty();
    if (first.equals(second)) return Optional.of(Agreement.POSTAL_CODE_SAME);
    boolean near =
        Math.min(first.length(), second.length()) >= AREA
            && first.regionMatches(0, second, 0, AREA);
    return Optional.of(near ? Agreement.POSTAL_CODE_NEAR : Agreement.POSTAL_CODE_DIFFERENT);
  }

  private static int differing(String one, String other) {
    int count = 0;
    for (int i = 0; i < one.length(); i++) if (one.charAt(i) != other.charAt(i)) count++;
    return count;
  }

  /** What is said of one field, if anything is. */
  public Optional<Agreement> of(Field field) {
    return agreements.stream().filter(a -> a.field() == field).findFirst();
  }
}
