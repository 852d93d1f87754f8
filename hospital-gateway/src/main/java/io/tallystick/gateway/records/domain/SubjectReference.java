package io.tallystick.gateway.records.domain;

import java.util.List;

/** How a resource says whom it is about. */
public sealed interface SubjectReference {

  /** By identifiers, {@code system|value}; its own, or those of a Patient in the bundle. */
  record Described(List<String> identifiers) implements SubjectReference {}

  /** A literal or conditional reference: {@code Patient/1}, {@code Patient?identifier=s|v}. */
  record Written(String reference) implements SubjectReference {}
}
