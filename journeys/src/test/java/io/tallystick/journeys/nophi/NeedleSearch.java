package io.tallystick.journeys.nophi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for many words at once in any bytes (Aho and Corasick, 1975): as UTF-8 and UTF-16 of either
 * byte order, in any case of ASCII letters.
 */
final class NeedleSearch {

  private static final List<Charset> SPELLINGS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
  private static final int BYTES = 256;
  private static final int ABSENT = -1;

  private final List<int[]> next = new ArrayList<>();
  private final List<String> ending = new ArrayList<>();
  private final int[][] table;
  private final String[] found;

  NeedleSearch(Collection<String> needles) {
    state();
    for (var needle : needles) {
      for (var spelling : SPELLINGS) {
        add(needle, needle.toLowerCase(Locale.ROOT).getBytes(spelling));
      }
    }
    complete();
    table = next.toArray(int[][]::new);
    found = ending.toArray(String[]::new);
  }

  /** The needles that are in there. */
  Set<String> in(byte[] bytes, int from, int to) {
    var there = new TreeSet<String>();
    int state = 0;
    for (int i = from; i < to; i++) {
      int b = bytes[i];
      state = table[state][(b >= 'A' && b <= 'Z' ? b + 32 : b) & 0xFF];
      if (found[state] != null) there.add(found[state]);
    }
    return there;
  }

  private int state() {
    var empty = new int[BYTES];
    Arrays.fill(empty, ABSENT);
    next.add(empty);
    ending.add(null);
    return next.size() - 1;
  }

  private void add(String needle, byte[] spelled) {
    int state = 0;
    for (byte b : spelled) {
      var row = next.get(state);
      if (row[b & 0xFF] == ABSENT) row[b & 0xFF] = state();
      state = row[b & 0xFF];
    }
    ending.set(state, needle);
  }

  /** Breadth first: where a word breaks off, go on with its longest suffix that begins one. */
  private void complete() {
    var fallback = new int[next.size()];
    var waiting = new ArrayDeque<Integer>();
    waiting.add(0);
    while (!waiting.isEmpty()) {
      int state = waiting.remove();
      var row = next.get(state);
      for (int b = 0; b < BYTES; b++) {
        int otherwise = state == 0 ? 0 : next.get(fallback[state])[b];
        if (row[b] == ABSENT) {
          row[b] = otherwise;
        } else {
          int child = row[b];
          fallback[child] = otherwise;
          if (ending.get(child) == null) ending.set(child, ending.get(otherwise));
          waiting.add(child);
        }
      }
    }
  }
}
