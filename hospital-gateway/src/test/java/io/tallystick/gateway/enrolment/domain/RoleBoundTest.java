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
    assertThat(RoleBound.of(ActsAs.GUARDIAN, null, LocalDate.parse("2020-05-06"), 18, NOW))
        .isEqualTo(new Bound.Holds(Instant.parse("2038-05-06T00:00:00Z")));
  }

  @Test
  void a_guardian_of_an_adult_needs_an_end() {
    var born = LocalDate.parse("1950-05-06");
    assertThat(RoleBound.of(ActsAs.GUARDIAN, null, born, 18, NOW))
        .isEqualTo(new Bound.EndMissing());
    var end = Instant.parse("2026-09-01T00:00:00Z");
    assertThat(RoleBound.of(ActsAs.GUARDIAN, end, born, 18, NOW)).isEqualTo(new Bound.Holds(end));
  }

  @Test
  void a_minors_guardian_never_acts_longer_than_until_the_patient_is_of_age() {
    var born = LocalDate.parse("2010-02-28");
    var ofAge = Instant.parse("2028-02-28T00:00:00Z");
    var later = Instant.parse("2030-01-01T00:00:00Z");
    assertThat(RoleBound.of(ActsAs.GUARDIAN, later, born, 18, NOW))
        .isEqualTo(new Bound.Holds(ofAge));
    var sooner = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(RoleBound.of(ActsAs.GUARDIAN, sooner, born, 18, NOW))
        .isEqualTo(new Bound.Holds(sooner));
    assertThat(RoleBound.of(ActsAs.GUARDIAN, null, born, 21, NOW))
        .isEqualTo(new Bound.Holds(Instant.parse("2031-02-28T00:00:00Z")));
    assertThat(RoleBound.of(ActsAs.GUARDIAN, null, born, 16, NOW))
        .isEqualTo(new Bound.EndMissing());
  }

  @Test
  void a_delegate_acts_for_a_year_unless_the_clerk_says_otherwise() {
    var born = LocalDate.parse("1950-05-06");
    assertThat(RoleBound.of(ActsAs.DELEGATE, null, born, 18, NOW))
        .isEqualTo(new Bound.Holds(Instant.parse("2027-04-01T00:00:00Z")));
  }

  @Test
  void an_executor_acts_for_a_year_and_oneself_without_end() {
    var born = LocalDate.parse("1950-05-06");
    assertThat(RoleBound.of(ActsAs.EXECUTOR, null, born, 18, NOW))
        .isEqualTo(new Bound.Holds(Instant.parse("2027-04-01T00:00:00Z")));
    assertThat(RoleBound.of(ActsAs.SELF, null, born, 18, NOW)).isEqualTo(new Bound.Holds(null));
    assertThat(RoleBound.of(ActsAs.SELF, NOW, born, 18, NOW)).isEqualTo(new Bound.EndMissing());
  }
}
