package io.tallystick.insurer.adjudication;

import static io.tallystick.insurer.adjudication.Cases.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.insurer.adjudication.domain.Accumulated;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.insurer.plans.domain.Benefit;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.vocabulary.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every claim, in every order. */
class AccumulatorProperties {

  private static final long DEDUCTIBLE = 150_000;
  private static final long MAXIMUM = 500_000;

  @Property
  void every_line_balances_and_no_amount_is_negative(
      @ForAll("claims") List<List<ServiceLine>> claims) {
    for (var result : run(claims).results()) {
      for (var line : result.lines()) {
        assertThat(line.paid().plus(line.patient()).plus(line.contractual()))
            .isEqualTo(line.charge());
        assertThat(line.paid().isNegative()).isFalse();
        assertThat(line.patient().isNegative()).isFalse();
        assertThat(line.contractual().isNegative()).isFalse();
      }
    }
  }

  @Property
  void limits_are_never_exceeded(@ForAll("claims") List<List<ServiceLine>> claims) {
    var met = run(claims).met();
    assertThat(met.deductible()).isLessThanOrEqualTo(usd(DEDUCTIBLE));
    assertThat(met.outOfPocket()).isLessThanOrEqualTo(usd(MAXIMUM));
    assertThat(met.deductible()).isLessThanOrEqualTo(met.outOfPocket());
  }

  @Property
  void the_order_of_claims_never_changes_what_is_met_towards_the_deductible(
      @ForAll("smallClaims") List<List<ServiceLine>> claims, @ForAll long seed) {
    var shuffled = new ArrayList<>(claims);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(run(shuffled).met().deductible()).isEqualTo(run(claims).met().deductible());
  }

  @Property
  void what_is_met_is_the_sum_of_what_each_claim_used_in_any_order(
      @ForAll("claims") List<List<ServiceLine>> claims, @ForAll long seed) {
    var run = run(claims);
    var uses = new ArrayList<>(run.results().stream().map(AccumulatorProperties::use).toList());
    Collections.shuffle(uses, new Random(seed));
    assertThat(uses.stream().reduce(none(), Accumulated::plus)).isEqualTo(run.met());
  }

  @Property
  void reversal_restores(@ForAll("claims") List<List<ServiceLine>> claims) {
    var run = run(claims);
    var left = run.met();
    for (var result : run.results()) left = left.minus(use(result));
    assertThat(left.isNone()).isTrue();
  }

  @Property
  void once_the_maximum_is_met_the_plan_pays_all_that_is_allowed(
      @ForAll("claims") List<List<ServiceLine>> claims) {
    for (var lines : claims) {
      var result = decide(lines, new Accumulated(usd(DEDUCTIBLE), usd(MAXIMUM)));
      assertThat(result.total(LineResult::paid)).isEqualTo(result.total(LineResult::allowed));
    }
  }

  private record Run(List<Adjudication> results, Accumulated met) {}

  private static Run run(List<List<ServiceLine>> claims) {
    var met = none();
    var results = new ArrayList<Adjudication>();
    for (var lines : claims) {
      var result = decide(lines, met);
      met = met.plus(use(result));
      results.add(result);
    }
    return new Run(results, met);
  }

  private static Adjudication decide(List<ServiceLine> lines, Accumulated met) {
    return Cases.decided(
        Cases.covered(plan(), Map.of(2026, met), lines.toArray(ServiceLine[]::new)));
  }

  private static Accumulated use(Adjudication result) {
    return result.use().getOrDefault(2026, none());
  }

  private static Accumulated none() {
    return Accumulated.none("USD");
  }

  private static Plan plan() {
    return Cases.plan(
        DEDUCTIBLE,
        MAXIMUM,
        Map.of(
            ServiceCategory.PROCEDURE, new Benefit(8_333, true, usd(0), 2_000),
            ServiceCategory.OFFICE_VISIT, new Benefit(9_000, false, usd(2_500), 1_501),
            ServiceCategory.INPATIENT, new Benefit(10_000, true, usd(10_000), 3_333)));
  }

  @Provide
  Arbitrary<List<List<ServiceLine>>> claims() {
    return claims(400_000);
  }

  /** Small enough that ten claims never reach the maximum, which would cut the deductible short. */
  @Provide
  Arbitrary<List<List<ServiceLine>>> smallClaims() {
    return claims(10_000);
  }

  private static Arbitrary<List<List<ServiceLine>>> claims(long most) {
    var category =
        Arbitraries.of(
            ServiceCategory.PROCEDURE, ServiceCategory.OFFICE_VISIT, ServiceCategory.INPATIENT);
    var line =
        Combinators.combine(category, Arbitraries.longs().between(0, most))
            .as((kind, cents) -> Cases.line(1, kind, cents));
    return line.list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(AccumulatorProperties::numbered)
        .list()
        .ofMaxSize(10);
  }

  private static List<ServiceLine> numbered(List<ServiceLine> lines) {
    var numbered = new ArrayList<ServiceLine>();
    for (var line : lines) {
      numbered.add(
          new ServiceLine(
              numbered.size() + 1,
              line.code(),
              line.category(),
              line.serviced(),
              new Money(line.charge().minor(), "USD")));
    }
    return numbered;
  }
}
