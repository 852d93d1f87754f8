package io.tallystick.cli.verify.anchor;

import io.tallystick.cli.verify.meaning.Chronicle;
import io.tallystick.cli.verify.meaning.Held;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a commitment stands on the ledger.
 *
 * @param field of the entry, e.g. {@code adjudicationCommitment}
 * @param held the first form of the entry that has it
 */
public record Anchor(String field, Held held) {

  /** The first entry that holds this commitment or root. */
  public static Optional<Anchor> of(String hex, Chronicle chronicle) {
    return chronicle.forms().values().stream()
        .flatMap(Collection::stream)
        .map(held -> field(held.entry(), hex).map(field -> new Anchor(field, held)))
        .flatMap(Optional::stream)
        .min((a, b) -> Long.compare(a.held().block(), b.held().block()));
  }

  /** The name of the component that holds it, of the entry or of a record within. */
  static Optional<String> field(Object entry, String hex) {
    return Arrays.stream(entry.getClass().getRecordComponents())
        .map(component -> field(component, value(component, entry), hex))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String field(RecordComponent component, Object value, String hex) {
    if (hex.equals(value)) return component.getName();
    if (!(value instanceof Record within)) return null;
    return field(within, hex).map(field -> component.getName() + "." + field).orElse(null);
  }

  private static Object value(RecordComponent component, Object entry) {
    try {
      return component.getAccessor().invoke(entry);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
