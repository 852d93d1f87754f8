package io.tallystick.vocabulary.ledger;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From one form of an entry to the next.
 *
 * @param changed names of the components that differ
 */
public record Transition(Set<String> changed) {

  /**
   * @param before and {@code after} are records of the same type
   */
  public static Transition between(java.lang.Record before, java.lang.Record after) {
    var changed = new TreeSet<String>();
    Arrays.stream(after.getClass().getRecordComponents())
        .filter(part -> !Objects.equals(value(part, before), value(part, after)))
        .forEach(part -> changed.add(part.getName()));
    return new Transition(changed);
  }

  /** What is wrong, in words: a version that doesn't follow, or a change of what has to stay. */
  public Optional<String> problem(long versionBefore, long versionAfter, Set<String> mayChange) {
    if (versionAfter != versionBefore + 1) {
      return Optional.of("version " + versionAfter + " after " + versionBefore);
    }
    var others = new TreeSet<>(changed);
    others.removeAll(mayChange);
    return others.isEmpty() ? Optional.empty() : Optional.of("changed " + others);
  }

  private static Object value(java.lang.reflect.RecordComponent part, java.lang.Record entry) {
    try {
      return part.getAccessor().invoke(entry);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
