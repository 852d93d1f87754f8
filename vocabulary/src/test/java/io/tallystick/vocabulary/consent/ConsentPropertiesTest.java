package io.tallystick.vocabulary.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.Provision.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all statements, requests and resources. */
class ConsentPropertiesTest {

  @Property(tries = 1000)
  void neither_the_decision_nor_what_it_asks_for_hangs_on_any_order(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource,
      @ForAll long seed) {
    var random = new Random(seed);
    var shuffled = new ArrayList<ConsentStatement>();
    for (var s : statements) {
      shuffled.add(Statements.statement(s.id(), shuffled(s.provisions(), random)));
    }
    Collections.shuffle(shuffled, random);
    var before = evaluate(statements, request, resource);
    var after = evaluate(shuffled, request, resource);
    assertThat(after.getClass()).isEqualTo(before.getClass());
    assertThat(after.owed()).isEqualTo(before.owed());
  }

  @Property(tries = 1000)
  void the_order_of_statements_does_not_change_the_basis_either(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource) {
    var reversed = new ArrayList<>(statements);
    Collections.reverse(reversed);
    assertThat(evaluate(reversed, request, resource))
        .isEqualTo(evaluate(statements, request, resource));
  }

  @Property(tries = 1000)
  void a_further_statement_that_only_denies_never_releases_more(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("provisions") Provision provision,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource) {
    var denial = denying(provision);
    var narrowed = new ArrayList<>(statements);
    narrowed.add(Statements.statement("narrowing", List.of(denial)));
    assertImplies(
        evaluate(narrowed, request, resource).permits(),
        evaluate(statements, request, resource).permits());
  }

  @Property(tries = 1000)
  void taking_a_statement_that_only_permits_away_never_releases_more(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource) {
    for (var s : statements) {
      if (denies(s.provisions())) continue;
      var fewer = statements.stream().filter(other -> other != s).toList();
      assertImplies(
          evaluate(fewer, request, resource).permits(),
          evaluate(statements, request, resource).permits());
    }
  }

  @Property(tries = 1000)
  void a_denial_nested_anywhere_never_releases_more(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("provisions") Provision provision,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource) {
    var denial = denying(provision);
    var narrowed =
        statements.stream()
            .map(s -> Statements.statement(s.id(), everywhere(s.provisions(), denial)))
            .toList();
    assertImplies(
        evaluate(narrowed, request, resource).permits(),
        evaluate(statements, request, resource).permits());
  }

  @Property(tries = 1000)
  void telling_less_of_who_asks_never_releases_more_to_permits_and_denials_without_exceptions(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource) {
    var flat =
        statements.stream()
            .map(
                s ->
                    Statements.statement(
                        s.id(), s.provisions().stream().map(p -> p.except(List.of())).toList()))
            .toList();
    var silent = new AccessRequest(request.grantee(), request.purpose(), request.at());
    assertImplies(
        evaluate(flat, silent, resource).permits(), evaluate(flat, request, resource).permits());
  }

  @Property(tries = 500)
  void a_sensitive_resource_is_never_released_by_statements_that_name_no_label(
      @ForAll("statements") List<ConsentStatement> statements,
      @ForAll("requests") AccessRequest request,
      @ForAll("resources") ResourceAttributes resource) {
    if (resource.labels().isEmpty()) return;
    var blunt =
        statements.stream()
            .filter(s -> everything(s.provisions()).stream().allMatch(p -> p.labels().isEmpty()))
            .toList();
    assertThat(evaluate(blunt, request, resource).permits()).isFalse();
  }

  @Provide
  Arbitrary<List<ConsentStatement>> statements() {
    return Statements.statements();
  }

  @Provide
  Arbitrary<Provision> provisions() {
    return Statements.provision(0);
  }

  @Provide
  Arbitrary<AccessRequest> requests() {
    return Statements.request();
  }

  @Provide
  Arbitrary<ResourceAttributes> resources() {
    return Statements.resource();
  }

  private static ConsentDecision evaluate(
      List<ConsentStatement> statements, AccessRequest request, ResourceAttributes resource) {
    var set = new ConsentSet("head", "riverside", "harbor", statements);
    return ConsentEvaluation.evaluate(set, request, resource);
  }

  private static void assertImplies(boolean after, boolean before) {
    if (after) assertThat(before).isTrue();
  }

  private static List<Provision> shuffled(List<Provision> provisions, Random random) {
    var mixed = new ArrayList<Provision>();
    for (var p : provisions) mixed.add(p.except(shuffled(p.exceptions(), random)));
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private static List<Provision> everywhere(List<Provision> provisions, Provision denial) {
    return provisions.stream()
        .map(
            p -> {
              var nested = new ArrayList<>(everywhere(p.exceptions(), denial));
              nested.add(denial);
              return p.except(nested);
            })
        .toList();
  }

  private static boolean denies(List<Provision> provisions) {
    return everything(provisions).stream().anyMatch(p -> p.effect() == Effect.DENY);
  }

  private static List<Provision> everything(List<Provision> provisions) {
    var all = new ArrayList<>(provisions);
    provisions.forEach(p -> all.addAll(everything(p.exceptions())));
    return all;
  }

  private static Provision denying(Provision p) {
    return new Provision(
        Effect.DENY,
        p.purposes(),
        p.classes(),
        p.codes(),
        p.labels(),
        p.dataFrom(),
        p.dataUntil(),
        List.of(),
        p.actors(),
        p.actions(),
        p.data(),
        p.validFrom(),
        p.validUntil(),
        List.of());
  }
}
