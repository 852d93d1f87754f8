package io.tallystick.insurer.adjudication.domain;

import java.util.Map;
import java.util.Set;

/** Whether a person has looked at the claim. */
public sealed interface ReviewState {

  record NotReviewed() implements ReviewState {}

  /**
   * @param denied lines denied by the adjudicator, by sequence; the others are allowed
   */
  record Reviewed(Map<Integer, Carc> denied) implements ReviewState {
    public Reviewed {
      denied = Map.copyOf(denied);
    }
  }

  /**
   * On appeal.
   *
   * @param granted lines that are covered after all, by sequence: no denial stands against them
   *     that leaves a price
   * @param denied as in the review before, if there was one
   */
  record OnAppeal(Set<Integer> granted, Map<Integer, Carc> denied) implements ReviewState {
    public OnAppeal {
      granted = Set.copyOf(granted);
      denied = Map.copyOf(denied);
    }
  }
}
