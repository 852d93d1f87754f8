package io.tallystick.insurer.adjudication.domain;

import java.util.Map;

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
}
