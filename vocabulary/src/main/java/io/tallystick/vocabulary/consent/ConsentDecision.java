package io.tallystick.vocabulary.consent;

/** What the consents say of one resource, and which provision said it. */
public sealed interface ConsentDecision {

  /**
   * @param provision path within the statement, e.g. {@code 0} or {@code 0.1} for a nested one
   */
  record Permit(String statement, String provision) implements ConsentDecision {}

  record Deny(String statement, String provision) implements ConsentDecision {}

  /** No active statement matches: nothing is released. */
  record NoConsent() implements ConsentDecision {}

  default boolean permits() {
    return this instanceof Permit;
  }
}
