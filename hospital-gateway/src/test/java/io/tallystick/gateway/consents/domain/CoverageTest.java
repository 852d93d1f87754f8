package io.tallystick.gateway.consents.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final Code HIV_TEST = new Code("http://loinc.org", "75622-1");

  @Test
  void what_is_permitted_whole_is_covered_in_full() {
    assertThat(of(asked(List.of("Condition")), permit(List.of("Condition"), null)))
        .isEqualTo(Coverage.FULL);
    assertThat(of(asked(List.of("Condition")), permit(List.of(), null))).isEqualTo(Coverage.FULL);
  }

  @Test
  void fewer_classes_or_days_or_an_exception_cover_a_part() {
    var two = asked(List.of("Condition", "Procedure"));
    assertThat(of(two, permit(List.of("Condition"), null))).isEqualTo(Coverage.PART);
    assertThat(of(asked(List.of("Condition")), permit(List.of("Condition"), MARCH)))
        .isEqualTo(Coverage.PART);
    var except = provision(Effect.DENY, List.of("Procedure"), null, List.of());
    var most = provision(Effect.PERMIT, List.of(), null, List.of(except));
    assertThat(of(two, most)).isEqualTo(Coverage.PART);
  }

  @Test
  void a_period_within_the_permitted_one_is_covered_in_full() {
    var since =
        new AskedScope(
            List.of("Condition"), List.of(), List.of(), MARCH.plusDays(3), null, Map.of());
    assertThat(of(since, permit(List.of("Condition"), MARCH))).isEqualTo(Coverage.FULL);
  }

  @Test
  void what_nobody_mentioned_is_not_denied() {
    assertThat(of(asked(List.of("Procedure")), permit(List.of("Condition"), null)))
        .isEqualTo(Coverage.NONE);
    assertThat(of(asked(List.of("Procedure")), provision(Effect.DENY, List.of(), null, List.of())))
        .isEqualTo(Coverage.DENIED);
  }

  @Test
  void a_sensitive_code_needs_its_label() {
    var test =
        new AskedScope(List.of("Observation"), List.of(HIV_TEST), List.of(), null, null, Map.of());
    assertThat(of(test, permit(List.of("Observation"), null))).isEqualTo(Coverage.NONE);
    var named =
        new AskedScope(List.of("Observation"), List.of(), List.of("HIV"), null, null, Map.of());
    assertThat(of(named, permit(List.of("Observation"), null))).isEqualTo(Coverage.PART);
    assertThat(of(named, named.permit("HPAYMT"))).isEqualTo(Coverage.FULL);
  }

  @Test
  void the_suggestion_covers_what_it_answers() {
    var scope =
        new AskedScope(
            List.of("Observation", "Condition"),
            List.of(),
            List.of("HIV"),
            MARCH,
            MARCH.plusDays(9),
            Map.of());
    assertThat(of(scope, scope.permit("HPAYMT"))).isEqualTo(Coverage.FULL);
  }

  private static AskedScope asked(List<String> classes) {
    return AskedScope.ofClasses(classes);
  }

  private static Provision permit(List<String> classes, LocalDate from) {
    return provision(Effect.PERMIT, classes, from, List.of());
  }

  private static Provision provision(
      Effect effect, List<String> classes, LocalDate from, List<Provision> exceptions) {
    return new Provision(
        effect, List.of("HPAYMT"), classes, List.of(), List.of(), from, null, exceptions);
  }

  private static Coverage of(AskedScope scope, Provision provision) {
    var statement =
        new ConsentStatement(
            "s", NOW.minusSeconds(60), NOW.plusSeconds(60), List.of(provision), List.of());
    return Coverage.of(
        new ConsentSet("h", "riverside", "harbor", List.of(statement)),
        new AccessRequest("harbor", "HPAYMT", NOW),
        scope,
        code -> code.equals(HIV_TEST) ? Set.of("HIV") : Set.of());
  }
}
