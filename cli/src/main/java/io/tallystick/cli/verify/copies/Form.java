package io.tallystick.cli.verify.copies;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a row says after one block; later ones take its place.
 *
 * @param block that brought it
 */
record Form(long block, Map<String, String> facts) {

  static Builder at(long block) {
    return new Builder(block);
  }

  /** Spells values as services do. */
  static final class Builder {
    private final long block;
    private final Map<String, String> facts = new TreeMap<>();

    private Builder(long block) {
      this.block = block;
    }

    /** Null leaves the fact out. */
    Builder with(String column, Object value) {
      if (value instanceof Instant at) facts.put(column, stored(at).toString());
      else if (value instanceof Enum<?> name) facts.put(column, name.name());
      else if (value != null) facts.put(column, value.toString());
      return this;
    }

    Form build() {
      return new Form(block, facts);
    }

    /** PostgreSQL keeps microseconds, and rounds. */
    private static Instant stored(Instant at) {
      long nanos = at.getNano();
      return at.minusNanos(nanos).plusNanos((nanos + 500) / 1_000 * 1_000);
    }
  }
}
