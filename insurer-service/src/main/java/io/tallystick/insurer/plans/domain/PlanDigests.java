package io.tallystick.insurer.plans.domain;

import java.util.Map;

/**
 * Tells a plan's wording from a later one under the same name.
 *
 * @param byReference SHA-256 of the plan document's exact bytes, hexadecimal, by {@link
 *     Plan#reference()}
 */
public record PlanDigests(Map<String, String> byReference) {

  public PlanDigests {
    byReference = Map.copyOf(byReference);
  }

  /**
   * @throws IllegalArgumentException if no such plan is offered
   */
  public String of(Plan plan) {
    var digest = byReference.get(plan.reference());
    if (digest == null) throw new IllegalArgumentException(plan.reference() + " isn't offered");
    return digest;
  }
}
