package io.tallystick.gateway.release.adapter;

import java.util.List;

/** Lists of ids and resource types, which hold no comma, in one column. */
final class Lists {

  static String joined(List<String> values) {
    return String.join(",", values);
  }

  static List<String> split(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split(","));
  }

  private Lists() {}
}
