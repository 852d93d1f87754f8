package io.tallystick.gateway.consents.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.consents.domain.NextConsent.Outcome;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextConsentTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  @Test
  void a_new_statement_joins_those_in_force() {
    var next = next(List.of(statement("old", NOW.minusSeconds(9), day(5))), List.of(wish()), 10);
    assertThat(next.statements()).extracting(ConsentStatement::id).containsExactly("old", "new");
    assertThat(next.notBefore()).isEqualTo(NOW);
    assertThat(next.notAfter()).isEqualTo(day(10));
  }

  @Test
  void what_is_replaced_or_expired_is_gone() {
    var replacing =
        new ConsentStatement(null, null, null, wish().provisions(), List.of("replaced"));
    var current =
        List.of(
            statement("replaced", NOW.minusSeconds(9), day(5)),
            statement("expired", NOW.minusSeconds(9), NOW));
    assertThat(next(current, List.of(replacing), 10).statements())
        .extracting(ConsentStatement::id)
        .containsExactly("new");
  }

  @Test
  void no_statement_lies_outside_the_validity_that_is_signed() {
    var next = next(List.of(statement("old", NOW.minusSeconds(9), day(300))), List.of(wish()), 1);
    assertThat(next.statements())
        .allMatch(s -> !s.notBefore().isBefore(next.notBefore()))
        .allMatch(s -> !s.notAfter().isAfter(next.notAfter()));
  }

  @Test
  void a_period_is_cut_to_the_days_granted() {
    var greedy = statement(null, NOW, day(900));
    assertThat(next(List.of(), List.of(greedy), 30).notAfter()).isEqualTo(day(30));
  }

  @Test
  void more_than_a_year_nothing_said_and_unknown_labels_are_refused() {
    assertThat(refusal(List.of(wish()), 366)).isEqualTo("consent.days");
    assertThat(refusal(List.of(), 10)).isEqualTo("consent.empty");
    var unknown = provision(List.of("NOPE"), List.of());
    var nested = provision(List.of(), List.of(unknown));
    assertThat(refusal(List.of(new ConsentStatement(null, null, null, List.of(nested), null)), 1))
        .isEqualTo("consent.label-unknown");
  }

  private static Outcome.Next next(
      List<ConsentStatement> current, List<ConsentStatement> added, int days) {
    return (Outcome.Next) NextConsent.of(current, added, days, NOW, "HIV"::equals, () -> "new");
  }

  private static String refusal(List<ConsentStatement> added, int days) {
    var outcome = NextConsent.of(List.of(), added, days, NOW, "HIV"::equals, () -> "new");
    return ((Outcome.Refused) outcome).code();
  }

  private static ConsentStatement wish() {
    return statement(null, null, null);
  }

  private static ConsentStatement statement(String id, Instant from, Instant until) {
    var permit = provision(List.of("HIV"), List.of());
    return new ConsentStatement(id, from, until, List.of(permit), List.of());
  }

  private static Provision provision(List<String> labels, List<Provision> exceptions) {
    return new Provision(
        Effect.PERMIT, List.of(), List.of(), List.of(), labels, null, null, exceptions);
  }

  private static Instant day(int days) {
    return NOW.plus(Duration.ofDays(days));
  }
}
