package io.tallystick.gateway.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.matching.domain.Person.Name;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases whose answer a registration clerk would know, held against the documented thresholds. */
class ThresholdTest {

  /** Defaults of {@code MatchingConfig}. */
  private static final int REVIEW = 15;

  private static final Person MARIA =
      person("Müller-Lopez", "Katherine", "1980-03-07", "female", "02139");

  @Test
  void the_same_as_written_is_certain() {
    var same = person(" müller-lopez", "KATHERINE ", "1980-03-07", null, null);
    assertThat(Comparison.of(same, MARIA).certain()).isTrue();
    var otherSex = person("Müller-Lopez", "Katherine", "1980-03-07", "male", null);
    assertThat(Comparison.of(otherSex, MARIA).certain()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "transposed day and month, Müller-Lopez, Katherine, 1980-07-03, female, 02139",
    "transposed digits, Müller-Lopez, Katherine, 1890-03-07, female, ",
    "transposed year, Müller-Lopez, Katherine, 1908-03-07, , ",
    "one digit, Müller-Lopez, Katherine, 1981-03-07, female, ",
    "no diacritics, Muller Lopez, Katherine, 1980-03-07, , ",
    "a typing error, Müler-Lopez, Katherine, 1980-03-07, , ",
    "half of a double name, Lopez, Katherine, 1980-03-07, , ",
    "a short name, Müller-Lopez, Kate, 1980-03-07, , ",
    "an initial, Müller-Lopez, K., 1980-03-07, , ",
    "a married name, Smith, Katherine, 1980-03-07, female, ",
    "a short name and one digit, Müller-Lopez, Kate, 1980-03-08, female, 02139"
  })
  void a_likely_patient_is_put_before_a_clerk_and_never_taken(
      String why, String family, String given, String born, String sex, String postal) {
    var compared = Comparison.of(person(family, given, born, sex, postal), MARIA);
    assertThat(compared.weight()).as(why + compared.agreements()).isGreaterThanOrEqualTo(REVIEW);
    assertThat(compared.certain()).as(why).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a namesake, Müller-Lopez, Katherine, 1955-11-21, female, ",
    "born on the same day, Novak, Peter, 1980-03-07, male, 02139",
    "a relative at the same address, Müller-Lopez, Diego, 1951-12-30, male, 02139",
    "a neighbour, Smith, John, 1971-01-09, female, 02139"
  })
  void somebody_else_is_not_even_shown(
      String why, String family, String given, String born, String sex, String postal) {
    var compared = Comparison.of(person(family, given, born, sex, postal), MARIA);
    assertThat(compared.weight()).as(why + compared.agreements()).isLessThan(REVIEW);
  }

  @Test
  void what_is_known_only_on_one_side_weighs_nothing() {
    var bare = person("Müller-Lopez", "Katherine", "1980-03-07", null, null);
    var fields = Comparison.of(bare, MARIA).agreements().stream().map(Agreement::field).toList();
    assertThat(fields)
        .containsExactly(Agreement.Field.FAMILY, Agreement.Field.GIVEN, Agreement.Field.BIRTH_DATE);
  }

  @Test
  void comparing_is_the_same_both_ways() {
    var others =
        List.of(
            person("Muller", "K", "1980-07-03", "female", "02138"),
            person("Lopez", "Kate", "1981-03-07", "male", "10115"),
            person("Smith", null, null, null, null));
    for (var other : others) {
      assertThat(Comparison.of(other, MARIA).agreements())
          .isEqualTo(Comparison.of(MARIA, other).agreements());
    }
  }

  /** m and u are probabilities: over the ways a field can agree they come to one. */
  @Test
  void the_table_adds_up() {
    for (var field : Agreement.Field.values()) {
      var ways = Arrays.stream(Agreement.values()).filter(a -> a.field() == field).toList();
      assertThat(ways.stream().mapToDouble(Agreement::m).sum()).isBetween(0.999, 1.001);
      assertThat(ways.stream().mapToDouble(Agreement::u).sum()).isBetween(0.999, 1.001);
      assertThat(ways.getFirst().weight()).as(field + " agrees").isPositive();
      assertThat(ways.getLast().weight()).as(field + " differs").isNegative();
    }
  }

  /** Else a likely patient would never be compared. */
  @Test
  void whoever_is_likely_shares_a_blocking_key() {
    var filed = BlockingKeys.of(MARIA);
    var slips =
        List.of(
            person("Müller-Lopez", "Katherine", "1980-07-03", null, null),
            person("Smith", "Katherine", "1980-03-07", null, null),
            person("Mueler", "Kate", "1980-03-08", null, null),
            person("Muller", "K", "1951-03-07", null, null));
    for (var slip : slips) {
      var shared =
          BlockingKeys.sought(slip).stream().filter(filed::contains).collect(Collectors.toSet());
      assertThat(shared).as(slip.toString()).isNotEqualTo(Collections.emptySet());
    }
  }

  private static Person person(
      String family, String given, String born, String sex, String postal) {
    return new Person(
        List.of(new Name(family, given)), born == null ? null : LocalDate.parse(born), sex, postal);
  }
}
