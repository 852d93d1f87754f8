package io.tallystick.vocabulary.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConsentEvaluationTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final AccessRequest REQUEST = new AccessRequest("harbor", "HPAYMT", NOW);
  private static final ResourceAttributes LAB = resource("Observation");

  @Test
  void no_statement_releases_nothing() {
    assertThat(evaluate(LAB)).isEqualTo(new ConsentDecision.NoConsent());
  }

  @Test
  void a_permit_names_its_statement_and_provision() {
    assertThat(evaluate(LAB, statement("a", permit("Observation"))))
        .isEqualTo(new ConsentDecision.Permit("a", "0"));
  }

  @Test
  void a_nested_provision_is_an_exception_to_its_parent() {
    var exceptLabs =
        new Provision(
            Effect.PERMIT, null, null, null, null, null, null, List.of(deny("Observation")));
    assertThat(evaluate(LAB, statement("a", exceptLabs)))
        .isEqualTo(new ConsentDecision.Deny("a", "0.0"));
    assertThat(evaluate(resource("Condition"), statement("a", exceptLabs)).permits()).isTrue();
  }

  @Test
  void among_siblings_and_across_statements_deny_wins() {
    assertThat(evaluate(LAB, statement("a", permit("Observation"), deny("Observation"))).permits())
        .isFalse();
    assertThat(
            evaluate(
                    LAB, statement("a", permit("Observation")), statement("b", deny("Observation")))
                .permits())
        .isFalse();
  }

  @Test
  void a_statement_that_replaces_another_takes_its_place() {
    var newer =
        new ConsentStatement(
            "b", NOW, NOW.plusSeconds(60), List.of(permit("Observation")), List.of("a"));
    assertThat(evaluate(LAB, statement("a", deny("Observation")), newer).permits()).isTrue();
  }

  @Test
  void a_sensitive_resource_needs_a_permit_that_names_each_label() {
    var hiv = new ResourceAttributes("Observation", List.of(), List.of("HIV", "SEX"), null);
    assertThat(evaluate(hiv, statement("a", permit("Observation"))).permits()).isFalse();
    assertThat(evaluate(hiv, statement("a", naming("HIV"))).permits()).isFalse();
    assertThat(evaluate(hiv, statement("a", naming("HIV", "SEX"))).permits()).isTrue();
  }

  @Test
  void outside_its_time_a_statement_says_nothing() {
    var past =
        new ConsentStatement(
            "a", NOW.minusSeconds(60), NOW, List.of(permit("Observation")), List.of());
    assertThat(evaluate(LAB, past)).isEqualTo(new ConsentDecision.NoConsent());
  }

  @Property(tries = 500)
  void the_order_of_statements_and_siblings_never_matters(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("resources") ResourceAttributes resource,
      @ForAll long seed) {
    var random = new Random(seed);
    var shuffled = new ArrayList<ConsentStatement>();
    for (var s : statements) {
      var provisions = new ArrayList<>(s.provisions());
      Collections.shuffle(provisions, random);
      shuffled.add(
          new ConsentStatement(s.id(), s.notBefore(), s.notAfter(), provisions, s.replaces()));
    }
    Collections.shuffle(shuffled, random);
    assertThat(evaluate(resource, shuffled).permits())
        .isEqualTo(evaluate(resource, statements).permits());
  }

  @Property(tries = 500)
  void a_further_denial_never_releases_more(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("provisions") Provision provision,
      @ForAll("resources") ResourceAttributes resource) {
    var denial =
        new Provision(
            Effect.DENY,
            provision.purposes(),
            provision.classes(),
            provision.codes(),
            provision.labels(),
            provision.dataFrom(),
            provision.dataUntil(),
            List.of());
    var narrowed = new ArrayList<>(statements);
    narrowed.add(statement("narrowing", denial));
    if (evaluate(resource, narrowed).permits()) {
      assertThat(evaluate(resource, statements).permits()).isTrue();
    }
  }

  @Provide
  Arbitrary<List<ConsentStatement>> statements() {
    return provisions()
        .list()
        .ofMaxSize(3)
        .map(p -> statement("s" + p.hashCode(), p.toArray(Provision[]::new)))
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Provision> provisions() {
    return provisions(2);
  }

  private Arbitrary<Provision> provisions(int depth) {
    var exceptions =
        depth == 0
            ? Arbitraries.just(List.<Provision>of())
            : provisions(depth - 1).list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(Effect.class),
            Arbitraries.of("HPAYMT", "TREAT").list().ofMaxSize(1),
            Arbitraries.of("Observation", "Condition").list().ofMaxSize(2),
            Arbitraries.of(new Code("s", "1"), new Code("s", "2")).list().ofMaxSize(1),
            Arbitraries.of("HIV", "PSY").list().ofMaxSize(2),
            Arbitraries.of(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-06-01"))
                .injectNull(0.6),
            exceptions)
        .as(
            (effect, purposes, classes, codes, labels, from, nested) ->
                new Provision(effect, purposes, classes, codes, labels, from, null, nested));
  }

  @Provide
  Arbitrary<ResourceAttributes> resources() {
    return Combinators.combine(
            Arbitraries.of("Observation", "Condition", "Procedure"),
            Arbitraries.of(new Code("s", "1"), new Code("s", "2")).list().ofMaxSize(2),
            Arbitraries.of("HIV", "PSY").list().uniqueElements().ofMaxSize(2),
            Arbitraries.of(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-07-01"))
                .injectNull(0.2))
        .as(ResourceAttributes::new);
  }

  private static ConsentDecision evaluate(
      ResourceAttributes resource, ConsentStatement... statements) {
    return evaluate(resource, List.of(statements));
  }

  private static ConsentDecision evaluate(
      ResourceAttributes resource, List<ConsentStatement> statements) {
    var set = new ConsentSet("head", "riverside", "harbor", statements);
    return ConsentEvaluation.evaluate(set, REQUEST, resource);
  }

  private static ConsentStatement statement(String id, Provision... provisions) {
    return new ConsentStatement(
        id, NOW.minusSeconds(60), NOW.plusSeconds(60), List.of(provisions), List.of());
  }

  private static Provision permit(String type) {
    return new Provision(Effect.PERMIT, null, List.of(type), null, null, null, null, null);
  }

  private static Provision deny(String type) {
    return new Provision(Effect.DENY, null, List.of(type), null, null, null, null, null);
  }

  private static Provision naming(String... labels) {
    return new Provision(Effect.PERMIT, null, null, null, List.of(labels), null, null, null);
  }

  private static ResourceAttributes resource(String type) {
    return new ResourceAttributes(type, List.of(), List.of(), null);
  }
}
