package io.tallystick.gateway.hl7.domain;

import java.util.List;
import java.util.Optional;

/**
 * One repetition of a field, its escapes resolved.
 *
 * @param components from the first on; empty ones are empty strings
 */
public record Hl7Field(List<String> components) {

  /** What means the same as an absent field. */
  public static final Hl7Field EMPTY = new Hl7Field(List.of());

  /** HL7's explicit null: the sender says that there is no value. */
  private static final String NULL = "\"\"";

  public Hl7Field {
    components = List.copyOf(components);
  }

  /**
   * @param number from 1
   */
  public Optional<String> component(int number) {
    return number > components.size()
        ? Optional.empty()
        : Optional.of(components.get(number - 1).strip())
            .filter(text -> !text.isEmpty() && !text.equals(NULL));
  }

  boolean has(int number) {
    return component(number).isPresent();
  }

  /** Its first component; null if that is empty. */
  public String first() {
    return component(1).orElse(null);
  }
}
