package io.tallystick.ledger.state;

import java.util.function.BiPredicate;

/** Reads the world state as of one block. */
public interface StateView {

  /** The stored value, or null if the key is absent. */
  StoredValue get(StateKey key);

  /**
   * Visits keys of a namespace in order, from {@code start} (inclusive, empty: first) to {@code
   * end} (exclusive, empty: last), until the visitor answers false.
   */
  void range(String namespace, String start, String end, BiPredicate<String, StoredValue> visitor);
}
