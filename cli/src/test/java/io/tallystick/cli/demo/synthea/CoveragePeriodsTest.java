package io.tallystick.cli.demo.synthea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.cli.demo.synthea.CoveragePeriods.Billed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoveragePeriodsTest {

  private static final String PATIENT = "0123456789ab";

  @Test
  void one_payer_is_one_open_period_from_the_years_first_day() throws Exception {
    var periods = periods(billed("2024-03-05T10:00:00Z", "Humana"));
    assertThat(periods).hasSize(1);
    assertThat(periods.getFirst().from()).isEqualTo(LocalDate.of(2024, 1, 1));
    assertThat(periods.getFirst().until()).isEmpty();
  }

  @Test
  void a_payer_ends_the_day_before_the_next_begins() throws Exception {
    var periods =
        periods(
            billed("2024-03-05T10:00:00Z", "Humana"), billed("2024-09-01T10:00:00Z", "Medicare"));
    assertThat(periods.getFirst().until()).contains(LocalDate.of(2024, 8, 31));
    assertThat(periods.getLast().from()).isEqualTo(LocalDate.of(2024, 9, 1));
    assertThat(periods.getLast().insurance().insurer()).isEqualTo("meridian");
  }

  @Test
  void a_payer_billed_on_the_day_of_the_change_covers_that_day() throws Exception {
    var periods =
        periods(
            billed("2024-03-05T08:00:00Z", "Humana"), billed("2024-03-05T10:00:00Z", "Medicare"));
    assertThat(periods).allMatch(p -> p.covers(LocalDate.of(2024, 3, 5)));
  }

  @Test
  void months_without_insurance_end_the_coverage_and_enrol_nothing() throws Exception {
    var periods =
        periods(
            billed("2024-03-05T10:00:00Z", "Humana"),
            billed("2024-05-05T10:00:00Z", "NO_INSURANCE"),
            billed("2024-07-05T10:00:00Z", "Humana"));
    assertThat(periods).hasSize(2);
    assertThat(periods).noneMatch(p -> p.covers(LocalDate.of(2024, 6, 1)));
    assertThat(periods).extracting(CoveragePeriod::memberId).doesNotHaveDuplicates();
  }

  @Test
  void a_payer_that_the_table_does_not_name_is_an_error_that_names_it() {
    assertThatThrownBy(() -> periods(billed("2024-03-05T10:00:00Z", "Acme")))
        .isInstanceOf(MappingTables.UnknownPayerException.class)
        .hasMessageContaining("Acme");
  }

  private static List<CoveragePeriod> periods(Billed... billed) throws Exception {
    return CoveragePeriods.of(PATIENT, List.of(billed), MappingTables.committed(), "");
  }

  private static Billed billed(String at, String payer) {
    return new Billed(Instant.parse(at), payer);
  }
}
