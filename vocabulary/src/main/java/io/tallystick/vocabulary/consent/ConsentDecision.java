package io.tallystick.vocabulary.consent;

import java.util.List;

/** What the consents say of one resource, and which provision said it. */
public sealed interface ConsentDecision {

  /**
   * @param statement its id
   * @param provision path within the statement, e.g. {@code 0} or {@code 0.1} for a nested one
   * @param obligations of every permit that matches, and of the permits around them, so that none
   *     is lost by another permit; sorted
   */
  record Permit(String statement, String provision, List<Obligation> obligations)
      implements ConsentDecision {

    public Permit {
      obligations = List.copyOf(obligations);
    }

    public Permit(String statement, String provision) {
      this(statement, provision, List.of());
    }
  }

  record Deny(String statement, String provision) implements ConsentDecision {}

  /** No active statement matches: nothing is released. */
  record NoConsent() implements ConsentDecision {}

  default boolean permits() {
    return this instanceof Permit;
  }

  /** What a permit asks for; nothing otherwise. */
  default List<Obligation> owed() {
    return this instanceof Permit permit ? permit.obligations() : List.of();
  }
}
