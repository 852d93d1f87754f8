package io.tallystick.gateway.validation.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes the resource's own values out of a message about it: a problem says where something is
 * wrong, not what a patient's record holds.
 */
final class Wording {

  /** Members whose values are FHIR's or a publisher's, no patient's. */
  private static final Set<String> PUBLIC = Set.of("resourceType", "system", "profile", "url");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final String LEFT_OUT = "…";
  private static final int LONGEST_MESSAGE = 400;

  /** Messages cut long values, so that only their beginnings are looked for. */
  private static final int LONGEST_VALUE = 40;

  /** Shorter ones are rather words of the message itself. */
  private static final int SHORTEST_VALUE = 3;

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private final byte[] json;
  private Map<String, Set<String>> byFirstWord;

  Wording(byte[] json) {
    this.json = json;
  }

  String of(String message) {
    if (message == null) return "";
    if (byFirstWord == null) byFirstWord = values();
    var text = new StringBuilder();
    int done = 0;
    var words = WORD.matcher(message);
    while (words.find()) {
      if (words.start() < done) continue;
      int end = endOfValue(message, words.start(), words.group());
      if (end < 0) continue;
      text.append(message, done, words.start()).append(LEFT_OUT);
      done = end;
    }
    text.append(message, done, message.length());
    if (text.length() > LONGEST_MESSAGE) text.replace(LONGEST_MESSAGE, text.length(), LEFT_OUT);
    return text.toString();
  }

  private int endOfValue(String message, int start, String word) {
    return byFirstWord.getOrDefault(word, Set.of()).stream()
        .filter(value -> message.startsWith(value, start))
        .mapToInt(value -> start + value.length())
        .filter(end -> end == message.length() || !Character.isLetterOrDigit(message.charAt(end)))
        .findFirst()
        .orElse(-1);
  }

  private Map<String, Set<String>> values() {
    var found = new HashMap<String, Set<String>>();
    try (var parser = new JsonFactory().createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (isOfThePatient(token, parser)) add(parser.getText(), found);
      }
    } catch (IOException brokenOff) {
      // What was read so far is all that a message can quote.
    }
    return found;
  }

  private static boolean isOfThePatient(JsonToken token, JsonParser parser) throws IOException {
    return (token == JsonToken.VALUE_STRING || token.isNumeric())
        && !PUBLIC.contains(String.valueOf(parser.currentName()));
  }

  private static void add(String value, Map<String, Set<String>> found) {
    var words = WORD.matcher(value);
    if (!words.find() || value.length() < SHORTEST_VALUE) return;
    int end = Math.min(value.length(), words.start() + LONGEST_VALUE);
    while (!Character.isLetterOrDigit(value.charAt(end - 1))) end--;
    var sought = value.substring(words.start(), end);
    found.computeIfAbsent(words.group(), word -> new TreeSet<>(LONGEST_FIRST)).add(sought);
  }
}
