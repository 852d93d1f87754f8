package io.tallystick.cli.demo.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.cli.demo.synthea.ImportSample;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.MappingTables;
import io.tallystick.cli.demo.synthea.SampleArchive;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CastTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static List<ImportedPatient> patients;

  @BeforeAll
  static void import_the_sample() throws Exception {
    patients = ImportSample.imported(SampleArchive.committed(), MappingTables.committed(), "");
  }

  @Test
  void four_different_adults_play_and_each_has_claims_that_need_evidence() {
    var cast = Cast.of(patients, TODAY);
    var parts = Stream.of(cast.pat(), cast.silent(), cast.refusing(), cast.revoking()).toList();
    assertThat(Set.copyOf(parts)).hasSize(4);
    assertThat(parts).allMatch(p -> p.actsAs(TODAY).equals("self"));
    assertThat(parts).allMatch(p -> p.claims().stream().filter(Cast::isCostly).count() > 1);
  }

  @Test
  void those_who_do_not_consent_have_few_of_the_costly_claims() {
    var cast = Cast.of(patients, TODAY);
    var costly = patients.stream().flatMap(p -> p.claims().stream()).filter(Cast::isCostly).count();
    var unanswered =
        Stream.of(cast.pat(), cast.silent(), cast.refusing())
            .flatMap(p -> p.claims().stream())
            .filter(Cast::isCostly)
            .count();
    assertThat(costly).isGreaterThan(100);
    assertThat(unanswered).isLessThan(costly / 4);
  }

  @Test
  void too_small_a_sample_is_refused_with_what_to_do() {
    assertThatThrownBy(() -> Cast.of(patients.subList(0, 2), TODAY))
        .isInstanceOf(Cast.SampleTooSmall.class)
        .hasMessageContaining("--patients");
  }
}
