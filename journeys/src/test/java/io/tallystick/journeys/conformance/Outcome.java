package io.tallystick.journeys.conformance;

import java.util.regex.Pattern;

/**
 * What one ledger answered to one case.
 *
 * @param text the answer; of a skipped case the reason
 */
record Outcome(Kind kind, String text) {

  enum Kind {
    AS_FABRIC,
    DIFFERS_ON_PURPOSE,
    DIFFERS,
    SKIPPED
  }

  static Outcome skipped(String reason) {
    return new Outcome(Kind.SKIPPED, reason);
  }

  static Outcome failed(Throwable failure) {
    return new Outcome(Kind.DIFFERS, "" + failure);
  }

  /** Compares an answer; the dev ledger may differ where the case says so. */
  static Outcome of(Case expected, String answer, boolean devLedger) {
    if (devLedger && !expected.onDevLedger().isEmpty()) {
      return new Outcome(
          matches(expected.onDevLedger(), answer) ? Kind.DIFFERS_ON_PURPOSE : Kind.DIFFERS, answer);
    }
    return new Outcome(matches(expected.value(), answer) ? Kind.AS_FABRIC : Kind.DIFFERS, answer);
  }

  private static boolean matches(String expected, String answer) {
    var pattern = new StringBuilder();
    for (var literal : expected.split("…", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(answer).matches();
  }
}
