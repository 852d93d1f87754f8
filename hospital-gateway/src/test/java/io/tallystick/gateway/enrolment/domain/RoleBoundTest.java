package io.tallystick.gateway.enrolment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.enrolment.domain.RoleBound.Bound;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RoleBoundTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  @Test
  void a_guardian_acts_until_the_patient_is_of_age() {
    assertThat(RoleBound.of(ActsAs.GUARDIAN, null, LocalDate.parse("2020-05-06"), NOW))
        .isEqualTo(new Bound.Holds(Instant.parse("2038-05-06T00:00:00Z")));
  }

  @Test
  void a_guardian_of_an_adult_needs_an_end() {
    var born = LocalDate.parse("1950-05-06");
    assertThat(RoleBound.of(ActsAs.GUARDIAN, null, born, NOW)).isEqualTo(new Bound.EndMissing());
    var end = Instant.parse("2026-09-01T00:00:00Z");
    assertThat(RoleBound.of(ActsAs.GUARDIAN, end, born, NOW)).isEqualTo(new Bound.Holds(end));
  }

  @Test
  void an_executor_acts_for_a_year_and_oneself_without_end() {
    var born = LocalDate.parse("1950-05-06");
    assertThat(RoleBound.of(ActsAs.EXECUTOR, null, born, NOW))
        .isEqualTo(new Bound.Holds(Instant.parse("2027-04-01T00:00:00Z")));
    assertThat(RoleBound.of(ActsAs.SELF, null, born, NOW)).isEqualTo(new Bound.Holds(null));
    assertThat(RoleBound.of(ActsAs.SELF, NOW, born, NOW)).isEqualTo(new Bound.EndMissing());
  }
}
