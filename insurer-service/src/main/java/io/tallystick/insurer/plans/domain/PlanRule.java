package io.tallystick.insurer.plans.domain;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A plan's rule over lines, beside its benefits. */
public sealed interface PlanRule {

  /** Stable within the plan version; an adjudication names it. */
  String id();

  LineScope scope();

  /** What the plan never pays. */
  record Exclusion(String id, LineScope scope) implements PlanRule {}

  /**
   * What must be seen from the record before a line is paid.
   *
   * @param allOf FHIR resource types that must all be there
   * @param anyOf FHIR resource types of which one must be there; empty if none is asked for
   */
  record Evidence(String id, LineScope scope, Set<String> allOf, Set<String> anyOf)
      implements PlanRule {

    public Evidence {
      allOf = Set.copyOf(allOf);
      anyOf = Set.copyOf(anyOf);
    }

    public boolean satisfiedBy(Set<String> types) {
      return types.containsAll(allOf) && (anyOf.isEmpty() || !Collections.disjoint(anyOf, types));
    }

    public Set<String> types() {
      var types = new TreeSet<>(allOf);
      types.addAll(anyOf);
      return types;
    }
  }

  /**
   * What a person decides.
   *
   * @param reason shown to the adjudicator
   */
  record Review(String id, LineScope scope, String reason) implements PlanRule {}

  /**
   * A test that another provider did so lately that its result could have been reused.
   *
   * @param days the window before the line's date, both days included
   * @param denies false leaves it to a person
   */
  record Repeat(String id, LineScope scope, int days, boolean denies) implements PlanRule {
    public Repeat {
      if (days < 1) throw new IllegalArgumentException("a window has at least a day");
    }
  }
}
