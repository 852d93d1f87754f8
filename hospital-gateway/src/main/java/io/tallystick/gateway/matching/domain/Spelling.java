package io.tallystick.gateway.matching.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How alike two written words are, once marks, case and punctuation are gone. */
final class Spelling {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’`´.]");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  /** Letters that Unicode doesn't take apart. */
  private static final Map<String, String> LETTERS =
      Map.of(
          "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı",
          "i");

  /** Lower-case letters and digits without marks, words a space apart; empty for an absent name. */
  static String plain(String name) {
    if (name == null) return "";
    var lower = name.toLowerCase(Locale.ROOT);
    for (var letter : LETTERS.entrySet()) lower = lower.replace(letter.getKey(), letter.getValue());
    var bare = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    return BETWEEN.matcher(APOSTROPHES.matcher(bare).replaceAll("")).replaceAll(" ").strip();
  }

  /** One letter more, less, other, or two neighbours swapped; in words of four letters or more. */
  static boolean close(String one, String other) {
    return Math.min(one.length(), other.length()) >= 4 && distance(one, other) <= 1;
  }

  /** Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours. */
  static int distance(String one, String other) {
    var d = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) d[i][0] = i;
    for (int j = 0; j <= other.length(); j++) d[0][j] = j;
    for (int i = 1; i <= one.length(); i++) {
      for (int j = 1; j <= other.length(); j++) {
        int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + changed);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
    return d[one.length()][other.length()];
  }

  /** American Soundex of the first word, e.g. {@code r163}; empty for no letters. */
  static String sound(String plain) {
    var word = plain.split(" ")[0].replaceAll("[^a-z]", "");
    if (word.isEmpty()) return "";
    var code = new StringBuilder().append(word.charAt(0));
    char last = digit(word.charAt(0));
    for (int i = 1; i < word.length() && code.length() < 4; i++) {
      char letter = word.charAt(i);
      char digit = digit(letter);
      if (digit != '0' && digit != last) code.append(digit);
      if (letter != 'h' && letter != 'w') last = digit;
    }
    while (code.length() < 4) code.append('0');
    return code.toString();
  }

  private static char digit(char letter) {
    return switch (letter) {
      case 'b', 'f', 'p', 'v' -> '1';
      case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z' -> '2';
      case 'd', 't' -> '3';
      case 'l' -> '4';
      case 'm', 'n' -> '5';
      case 'r' -> '6';
      default -> '0';
    };
  }

  private Spelling() {}
}
