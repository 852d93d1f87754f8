package io.tallystick.insurer.adjudication.domain;

import java.util.List;
import java.util.Set;

/** What the engine makes of a case. */
public sealed interface Decision {

  record Decided(Adjudication adjudication) implements Decision {}

  /**
   * @param types FHIR resource types that are asked for
   * @param rules ids of the plan's evidence rules that aren't satisfied yet
   */
  record AwaitEvidence(Set<String> types, List<String> rules) implements Decision {}

  /**
   * @param rule id of the plan's review rule
   */
  record AwaitReview(String rule, String reason) implements Decision {}
}
