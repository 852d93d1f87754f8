package io.tallystick.vocabulary.consent;

import static io.tallystick.vocabulary.consent.Statements.KIM;
import static io.tallystick.vocabulary.consent.Statements.LEE;
import static io.tallystick.vocabulary.consent.Statements.NOW;
import static io.tallystick.vocabulary.consent.Statements.NURSE;
import static io.tallystick.vocabulary.consent.Statements.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.vocabulary.consent.DataReference.Meaning;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who asks, for what, about which resource; and what a permit asks in return. */
class ConsentCriteriaTest {

  private static final ResourceAttributes LAB =
      new ResourceAttributes("Observation", List.of(), List.of(), LocalDate.parse("2026-03-01"));
  private static final Provision ALL = rule(Effect.PERMIT);
  private static final Provision NOTHING = rule(Effect.DENY);

  @Test
  void a_permit_for_one_person_is_no_permit_for_another_or_for_nobody_in_particular() {
    assertThat(permits(by("TREAT", KIM), ALL.by(KIM))).isTrue();
    assertThat(permits(by("TREAT", LEE), ALL.by(KIM))).isFalse();
    assertThat(permits(by("TREAT"), ALL.by(KIM))).isFalse();
    assertThat(permits(by("TREAT", LEE, NURSE), ALL.by(KIM, NURSE))).isTrue();
    assertThat(permits(by("TREAT", TEAM), ALL.by(TEAM))).isTrue();
  }

  @Test
  void a_denial_of_one_person_is_not_evaded_by_not_telling_who_asks() {
    assertThat(permits(by("TREAT", LEE), ALL, NOTHING.by(KIM))).isTrue();
    assertThat(permits(by("TREAT", KIM), ALL, NOTHING.by(KIM))).isFalse();
    assertThat(permits(by("TREAT"), ALL, NOTHING.by(KIM))).isFalse();
    assertThat(permits(by("TREAT", KIM), ALL, NOTHING.by(TEAM))).isFalse();
    assertThat(permits(by("TREAT", KIM), ALL, NOTHING.by(Actor.organization("summit")))).isTrue();
    assertThat(permits(by("TREAT", KIM), ALL, NOTHING.by(Actor.organization("harbor")))).isFalse();
  }

  @Test
  void a_purpose_stands_for_its_kinds_but_emergencies_are_permitted_by_name_only() {
    assertThat(permits(by("CLMATTCH"), purposes(Effect.PERMIT, "HPAYMT"))).isTrue();
    assertThat(permits(by("HPAYMT"), purposes(Effect.PERMIT, "CLMATTCH"))).isFalse();
    assertThat(permits(by("CLINTRCHPC"), purposes(Effect.PERMIT, "HRESCH"))).isTrue();
    assertThat(permits(by("BTG"), purposes(Effect.PERMIT, "TREAT"))).isFalse();
    assertThat(permits(by("BTG"), purposes(Effect.PERMIT, "BTG"))).isTrue();
    assertThat(permits(by("ERTREAT"), purposes(Effect.PERMIT, "ETREAT"))).isTrue();
    assertThat(permits(by("BTG"), ALL, purposes(Effect.DENY, "TREAT"))).isFalse();
  }

  @Test
  void an_action_is_one_that_a_release_amounts_to() {
    assertThat(permits(by("TREAT"), actions(Effect.PERMIT, "access"))).isTrue();
    assertThat(permits(by("TREAT"), actions(Effect.PERMIT, "correct"))).isFalse();
    assertThat(permits(by("TREAT"), ALL, actions(Effect.DENY, "disclose"))).isFalse();
    assertThat(permits(by("TREAT"), ALL, actions(Effect.DENY, "collect"))).isTrue();
  }

  @Test
  void a_rule_about_data_meets_what_stands_so_to_it() {
    var visit = new DataReference(Meaning.RELATED, "Encounter/1");
    var ofVisit = new ResourceAttributes("Observation", null, null, null, List.of(visit));
    var other = new DataReference(Meaning.RELATED, "Encounter/2");
    var ofOther = new ResourceAttributes("Observation", null, null, null, List.of(other));
    assertThat(evaluate(by("TREAT"), ofVisit, ALL.about(visit)).permits()).isTrue();
    assertThat(evaluate(by("TREAT"), ofOther, ALL.about(visit)).permits()).isFalse();
    assertThat(evaluate(by("TREAT"), ofOther, ALL, NOTHING.about(visit)).permits()).isTrue();
    // Published before references were kept: it may be of that visit.
    assertThat(evaluate(by("TREAT"), LAB, ALL, NOTHING.about(visit)).permits()).isFalse();
    assertThat(evaluate(by("TREAT"), LAB, ALL.about(visit)).permits()).isFalse();
    // It doesn't tell who wrote it.
    var byKim = new DataReference(Meaning.AUTHORED_BY, "Practitioner/kim");
    assertThat(evaluate(by("TREAT"), ofVisit, ALL, NOTHING.about(byKim)).permits()).isFalse();
  }

  @Test
  void normal_and_restricted_are_told_by_whether_anything_is_labelled() {
    var hiv = new ResourceAttributes("Observation", null, List.of("HIV"), null);
    assertThat(evaluate(by("TREAT"), LAB, labels(Effect.PERMIT, "N")).permits()).isTrue();
    assertThat(evaluate(by("TREAT"), hiv, labels(Effect.PERMIT, "N")).permits()).isFalse();
    assertThat(evaluate(by("TREAT"), hiv, labels(Effect.PERMIT, "R")).permits()).isTrue();
    assertThat(evaluate(by("TREAT"), LAB, labels(Effect.PERMIT, "R")).permits()).isFalse();
    assertThat(evaluate(by("TREAT"), hiv, labels(Effect.PERMIT, "HIV"), labels(Effect.DENY, "R")))
        .isEqualTo(new ConsentDecision.Deny("s", "1"));
  }

  @Test
  void an_undated_resource_may_lie_in_the_time_that_is_denied() {
    var undated = new ResourceAttributes("Observation", null, null, null);
    var since = LocalDate.parse("2026-01-01");
    var denial = new Provision(Effect.DENY, null, null, null, null, since, null, null);
    assertThat(evaluate(by("TREAT"), undated, ALL, denial).permits()).isFalse();
  }

  @Test
  void no_obligation_is_lost_by_another_permit_or_by_a_nested_one() {
    var erase = Obligation.eraseAfterDays(30);
    var keep = Obligation.noRedisclosure();
    var both = List.of(erase, keep);
    assertThat(evaluate(by("TREAT"), LAB, ALL.obliging(keep), ALL.obliging(erase)).owed())
        .isEqualTo(both);
    assertThat(evaluate(by("TREAT"), LAB, ALL.obliging(erase), ALL.obliging(keep)).owed())
        .isEqualTo(both);
    var nested = ALL.obliging(keep).except(List.of(ALL.obliging(erase)));
    assertThat(evaluate(by("TREAT"), LAB, nested))
        .isEqualTo(new ConsentDecision.Permit("s", "0.0", both));
    assertThat(evaluate(by("TREAT"), LAB, ALL.obliging(keep), NOTHING).owed()).isEmpty();
  }

  @Test
  void obligations_that_say_nothing_are_none() {
    assertThatThrownBy(() -> Obligation.redact()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Obligation(Obligation.Duty.ERASE, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Obligation.eraseAfterDays(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NOTHING.obliging(Obligation.noRedisclosure()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean permits(AccessRequest request, Provision... provisions) {
    return evaluate(request, LAB, provisions).permits();
  }

  private static ConsentDecision evaluate(
      AccessRequest request, ResourceAttributes resource, Provision... provisions) {
    var statement = Statements.statement("s", List.of(provisions));
    var set = new ConsentSet("head", "riverside", "harbor", List.of(statement));
    return ConsentEvaluation.evaluate(set, request, resource);
  }

  private static AccessRequest by(String purpose, Actor... actors) {
    return new AccessRequest("harbor", purpose, NOW, List.of(actors), null);
  }

  private static Provision rule(Effect effect) {
    return new Provision(effect, null, null, null, null, null, null, null);
  }

  private static Provision purposes(Effect effect, String... purposes) {
    return new Provision(effect, List.of(purposes), null, null, null, null, null, null);
  }

  private static Provision labels(Effect effect, String... labels) {
    return new Provision(effect, null, null, null, List.of(labels), null, null, null);
  }

  private static Provision actions(Effect effect, String... actions) {
    return new Provision(
        effect,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(actions),
        null,
        null,
        null,
        null);
  }
}
