package io.tallystick.insurer.plans.domain;

import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a plan: what an adjudication is decided by, and names.
 *
 * @param version unique within the plan, e.g. {@code 2025.1}
 * @param insurer org id of the payer that offers it
 * @param effective service dates that this version decides
 * @param deductible a member's, per plan year (calendar year of the service date)
 * @param outOfPocketMaximum most that deductible, copay and coinsurance come to in a plan year
 * @param timelyFilingDays days after the service within which a claim must arrive
 */
public record Plan(
    String id,
    String version,
    String name,
    String insurer,
    DatePeriod effective,
    Money deductible,
    Money outOfPocketMaximum,
    int timelyFilingDays,
    Map<ServiceCategory, Benefit> benefits,
    List<PlanRule.Exclusion> exclusions,
    List<PlanRule.Evidence> evidence,
    List<PlanRule.Review> reviews,
    List<PlanRule.Repeat> repeats) {

  /** One that doesn't look at repeated tests. */
  public Plan(
      String id,
      String version,
      String name,
      String insurer,
      DatePeriod effective,
      Money deductible,
      Money outOfPocketMaximum,
      int timelyFilingDays,
      Map<ServiceCategory, Benefit> benefits,
      List<PlanRule.Exclusion> exclusions,
      List<PlanRule.Evidence> evidence,
      List<PlanRule.Review> reviews) {
    this(
        id,
        version,
        name,
        insurer,
        effective,
        deductible,
        outOfPocketMaximum,
        timelyFilingDays,
        benefits,
        exclusions,
        evidence,
        reviews,
        List.of());
  }

  public Plan {
    if (deductible.compareTo(outOfPocketMaximum) > 0) {
      throw new IllegalArgumentException("the deductible counts towards the maximum");
    }
    benefits = Map.copyOf(benefits);
    exclusions = List.copyOf(exclusions);
    evidence = List.copyOf(evidence);
    reviews = List.copyOf(reviews);
    repeats = List.copyOf(repeats);
  }

  public String currency() {
    return deductible.currency();
  }

  public Optional<Benefit> benefit(ServiceCategory category) {
    return Optional.ofNullable(benefits.get(category));
  }

  /** As adjudications name it: {@code harbor-choice-ppo@2025.1}. */
  public String reference() {
    return id + "@" + version;
  }
}
