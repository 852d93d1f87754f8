package io.tallystick.journeys.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the documentation. Its fenced blocks of shell are run, unless the line before the fence
 * is {@code <!-- not run: reason -->}, or one of the page says so for all of it ({@code <!-- no
 * block of this page is run: reason -->}).
 *
 * @param loose lines of shell outside of a fence, which nobody would run
 */
record Page(String name, List<Block> blocks, List<Integer> loose) {

  private static final Pattern FENCE = Pattern.compile("\\s*```\\s*(\\w*)\\s*");
  private static final Pattern SHELL = Pattern.compile("|sh|bash|shell|console");
  private static final Pattern LOOSE = Pattern.compile("(?: {4}|\t)\\s*(?:curl|\\./tallystick) .*");
  private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (.+) -->");
  private static final Pattern NONE_RUN =
      Pattern.compile("<!-- no block of this page is run: (.+) -->");

  static Page read(String name, String text) {
    var lines = text.lines().toList();
    var blocks = new ArrayList<Block>();
    var loose = new ArrayList<Integer>();
    String pageReason = null;
    String reason = null;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var fence = FENCE.matcher(line);
      if (fence.matches()) {
        int end = end(lines, i);
        if (SHELL.matcher(fence.group(1)).matches()) {
          var why = reason == null ? pageReason : reason;
          blocks.add(Block.of(i + 1, lines.subList(i + 1, end), why));
        }
        i = end;
      } else {
        if (LOOSE.matcher(line).matches()) loose.add(i + 1);
        pageReason = said(NONE_RUN, line, pageReason);
      }
      reason = said(NOT_RUN, line, null);
    }
    return new Page(name, List.copyOf(blocks), List.copyOf(loose));
  }

  private static int end(List<String> lines, int fence) {
    for (int i = fence + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("```")) return i;
    }
    return lines.size();
  }

  private static String said(Pattern comment, String line, String otherwise) {
    var said = comment.matcher(line.strip());
    return said.matches() ? said.group(1) : otherwise;
  }
}
