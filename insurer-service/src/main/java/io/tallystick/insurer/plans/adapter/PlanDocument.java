package io.tallystick.insurer.plans.adapter;

import io.tallystick.insurer.plans.domain.Benefit;
import io.tallystick.insurer.plans.domain.DatePeriod;
import io.tallystick.insurer.plans.domain.LineScope;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanRule;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan document's shape, {@code plans/plan.schema.json}. */
record PlanDocument(
    String plan,
    String version,
    String name,
    String insurer,
    String currency,
    Days effective,
    long deductible,
    long outOfPocketMaximum,
    int timelyFilingDays,
    Map<String, BenefitDocument> benefits,
    List<RuleDocument> exclusions,
    List<RuleDocument> evidence,
    List<RuleDocument> reviews,
    List<RuleDocument> repeats) {

  record Days(String from, String until) {}

  record BenefitDocument(int allowed, boolean deductible, long copay, int coinsurance) {}

  record RuleDocument(
      String id,
      Set<String> categories,
      Map<String, Set<String>> codes,
      Long lineAtLeast,
      Long claimAtLeast,
      Set<String> allOf,
      Set<String> anyOf,
      String reason,
      Integer days,
      String action) {}

  Plan toPlan() {
    return new Plan(
        plan,
        version,
        name,
        insurer,
        new DatePeriod(day(effective.from), day(effective.until)),
        money(deductible),
        money(outOfPocketMaximum),
        timelyFilingDays,
        benefits.entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> ServiceCategory.ofKey(e.getKey()), e -> benefit(e.getValue()))),
        given(exclusions).stream()
            .map(rule -> new PlanRule.Exclusion(rule.id, scope(rule)))
            .toList(),
        given(evidence).stream()
            .map(
                rule ->
                    new PlanRule.Evidence(
                        rule.id, scope(rule), given(rule.allOf), given(rule.anyOf)))
            .toList(),
        given(reviews).stream()
            .map(rule -> new PlanRule.Review(rule.id, scope(rule), rule.reason))
            .toList(),
        given(repeats).stream()
            .map(
                rule ->
                    new PlanRule.Repeat(
                        rule.id, scope(rule), rule.days, "deny".equals(rule.action)))
            .toList());
  }

  private Benefit benefit(BenefitDocument given) {
    return new Benefit(given.allowed, given.deductible, money(given.copay), given.coinsurance);
  }

  private LineScope scope(RuleDocument rule) {
    return new LineScope(
        given(rule.categories).stream().map(ServiceCategory::ofKey).collect(Collectors.toSet()),
        codes(rule.codes),
        money(rule.lineAtLeast),
        money(rule.claimAtLeast));
  }

  private static Set<Code> codes(Map<String, Set<String>> bySystem) {
    if (bySystem == null) return Set.of();
    return bySystem.entrySet().stream()
        .flatMap(e -> e.getValue().stream().map(code -> new Code(e.getKey(), code)))
        .collect(Collectors.toSet());
  }

  private Money money(Long minor) {
    return minor == null ? null : new Money(minor, currency);
  }

  private static LocalDate day(String given) {
    return given == null ? null : LocalDate.parse(given);
  }

  private static <T> List<T> given(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> Set<T> given(Set<T> set) {
    return set == null ? Set.of() : set;
  }
}
