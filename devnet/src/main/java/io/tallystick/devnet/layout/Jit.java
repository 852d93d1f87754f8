package io.tallystick.devnet.layout;

import java.util.Locale;
import java.util.Optional;

/** Which of the JVM's compilers the parts get: the quick one alone, or the optimizing one too. */
public enum Jit {
  QUICK,
  FULL;

  /** Goes from the command's process to the supervisor's. */
  public static final String PROPERTY = "tallystick.jit";

  private static final String VARIABLE = "TALLYSTICK_JIT";

  /** By the system property or {@code TALLYSTICK_JIT}; the quick one, which suits cold parts. */
  public static Jit asked() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(word -> !word.isBlank())
        .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
        .orElse(QUICK);
  }
}
