package io.tallystick.journeys.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cases of a run and what each ledger answered, as a page in Markdown. */
final class ConformanceTable {

  /** A case in its group, and the outcomes by ledger. */
  private record Row(String group, Case expected, Map<String, Outcome> outcomes) {}

  private static final int LONGEST = 300;

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();

  /** A ledger takes part: its column and its version. */
  void ledger(String column, String version) {
    versions.put(column, version);
  }

  void add(String group, String sentence, Case expected, String column, Outcome outcome) {
    rows.computeIfAbsent(
            group + "." + sentence, key -> new Row(group, expected, new LinkedHashMap<>()))
        .outcomes()
        .put(column, outcome);
  }

  int cases() {
    return rows.size();
  }

  /** One line per ledger: how many cases went how. */
  String summary() {
    var text = new StringBuilder();
    versions.forEach(
        (column, version) -> {
          var counts = new LinkedHashMap<Outcome.Kind, Integer>();
          rows.values().stream()
              .filter(row -> row.outcomes().containsKey(column))
              .forEach(row -> counts.merge(row.outcomes().get(column).kind(), 1, Integer::sum));
          text.append("- ").append(version).append(": ").append(words(counts)).append('\n');
        });
    return text.toString();
  }

  /** A line for each case that a ledger did not answer as Fabric would. */
  String notPlain() {
    var text = new StringBuilder();
    rows.forEach(
        (name, row) ->
            row.outcomes()
                .forEach(
                    (column, outcome) -> {
                      if (outcome.kind() != Outcome.Kind.AS_FABRIC) {
                        text.append("  ").append(column).append(", ").append(name).append(": ");
                        text.append(told(row, outcome)).append('\n');
                      }
                    }));
    return text.toString();
  }

  private static String words(Map<Outcome.Kind, Integer> counts) {
    var words = new StringBuilder();
    for (var kind : Outcome.Kind.values()) {
      if (counts.containsKey(kind)) {
        words
            .append(words.isEmpty() ? "" : ", ")
            .append(counts.get(kind))
            .append(
                switch (kind) {
                  case AS_FABRIC -> " as expected of Fabric";
                  case DIFFERS_ON_PURPOSE -> " different on purpose";
                  case DIFFERS -> " DIFFERENT";
                  case SKIPPED -> " skipped";
                });
      }
    }
    return words.toString();
  }

  void write(Path file, String command) throws IOException {
    var page = new StringBuilder("# One suite, two ledgers\n\n");
    page.append("Made by `")
        .append(command)
        .append("`; expectations come from Fabric's source and");
    page.append(" documentation. … stands for any text.\n`=`: answered as expected.\n\n");
    page.append(summary());
    var group = "";
    for (var row : rows.entrySet()) {
      if (!row.getValue().group().equals(group)) {
        group = row.getValue().group();
        page.append("\n## ").append(group).append("\n\n| case | expected |");
        versions.values().forEach(version -> page.append(' ').append(version).append(" |"));
        page.append("\n| --- | --- |").append(" --- |".repeat(versions.size())).append('\n');
      }
      page.append(line(row.getKey(), row.getValue()));
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, page);
  }

  private String line(String key, Row row) {
    var line = new StringBuilder("| ");
    line.append(key.substring(key.indexOf('.') + 1).replace('_', ' ')).append(" | ");
    line.append(cell(row.expected().value())).append(" |");
    for (var column : versions.keySet()) {
      line.append(' ').append(told(row, row.outcomes().get(column))).append(" |");
    }
    return line.append('\n').toString();
  }

  private static String told(Row row, Outcome outcome) {
    if (outcome == null) return "";
    return switch (outcome.kind()) {
      case AS_FABRIC -> row.expected().value().contains("…") ? "= " + cell(outcome.text()) : "=";
      case DIFFERS_ON_PURPOSE ->
          "on purpose: " + cell(outcome.text()) + "; " + row.expected().because();
      case DIFFERS -> "**differs**: " + cell(outcome.text());
      case SKIPPED -> "skipped: " + outcome.text();
    };
  }

  private static String cell(String text) {
    var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    return shown.isEmpty()
        ? "(empty)"
        : "`" + shown.replace("`", "'").replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ") + "`";
  }
}
