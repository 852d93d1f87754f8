package io.tallystick.cli.verify.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a table has to say.
 *
 * @param complete whether every row must be there; else only those that are there are compared
 * @param forms by row's key, in the chain's order
 * @param normal makes a row comparable
 */
record Table(boolean complete, Map<String, List<Form>> forms, UnaryOperator<Row> normal) {

  static Table ofAll() {
    return new Table(true, new LinkedHashMap<>(), UnaryOperator.identity());
  }

  /** A service keeps what it has to do with. */
  static Table ofSome() {
    return new Table(false, new LinkedHashMap<>(), UnaryOperator.identity());
  }

  Table comparing(UnaryOperator<Row> by) {
    return new Table(complete, forms, by);
  }

  void add(String key, Form form) {
    forms.computeIfAbsent(key, unused -> new ArrayList<>()).add(form);
  }
}
