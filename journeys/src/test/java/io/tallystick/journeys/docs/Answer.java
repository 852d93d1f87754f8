package io.tallystick.journeys.docs;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page says is answered.
 *
 * @param status of HTTP, null if the page tells none
 * @param text a part of the output; {@code …} stands for anything, white space counts for nothing
 */
record Answer(Integer status, String text) {

  private static final Pattern STATUS = Pattern.compile("([1-5]\\d\\d)(?:\\s+(.*))?");
  private static final String ANYTHING = "…";

  static Answer of(String written) {
    var told = STATUS.matcher(written);
    if (!told.matches()) return new Answer(null, written);
    return new Answer(Integer.valueOf(told.group(1)), told.group(2) == null ? "" : told.group(2));
  }

  boolean isIn(String output) {
    var parts =
        Arrays.stream(dense(text).split(ANYTHING, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*?"));
    return Pattern.compile(parts, Pattern.DOTALL).matcher(dense(output)).find();
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }
}
