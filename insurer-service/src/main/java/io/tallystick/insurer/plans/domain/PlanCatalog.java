package io.tallystick.insurer.plans.domain;

import java.util.Comparator;
import java.util.List;

/** The plans that one insurer offers, every version of each. */
public final class PlanCatalog {

  private final List<Plan> plans;

  /**
   * @throws IllegalArgumentException if two versions of a plan would decide the same day, or differ
   *     in currency
   */
  public PlanCatalog(List<Plan> plans) {
    this.plans =
        plans.stream().sorted(Comparator.comparing(plan -> plan.effective().from())).toList();
    for (var plan : this.plans) requireConsistent(plan);
  }

  /**
   * @return in order of their days; empty if there is no such plan
   */
  public List<Plan> versions(String planId) {
    return plans.stream().filter(plan -> plan.id().equals(planId)).toList();
  }

  private void requireConsistent(Plan plan) {
    for (var other : versions(plan.id())) {
      if (other.reference().equals(plan.reference())) {
        if (other != plan) throw new IllegalArgumentException(plan.reference() + " is there twice");
        continue;
      }
      if (other.effective().overlaps(plan.effective())) {
        throw new IllegalArgumentException(
            plan.reference() + " and " + other.reference() + " decide the same days");
      }
      if (!other.currency().equals(plan.currency())) {
        throw new IllegalArgumentException(plan.id() + " has two currencies");
      }
    }
  }
}
