package io.tallystick.portal.words;

import io.quarkus.qute.TemplateExtension;
import io.tallystick.portal.services.Statement;
import io.tallystick.portal.services.Statement.Actor;
import io.tallystick.portal.services.Statement.Code;
import io.tallystick.portal.services.Statement.Obligation;
import io.tallystick.portal.services.Statement.Provision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement in sentences, every criterion of it: alike before it is signed here and while it is
 * signed in consent-words.js.
 */
@TemplateExtension
class StatementWords {

  private static final String ROLE = "https://tallystick.example/ns/role";
  private static final Pattern OF_AN_INSTITUTION =
      Pattern.compile("https://tallystick\\.example/ns/[a-z-]+/([a-z0-9-]+)");

  /**
   * One rule.
   *
   * @param depth 0, and one more for each rule that it is an exception to
   * @param terms criteria and conditions that most consents don't have
   */
  record Line(int depth, String sentence, List<String> terms) {}

  /** Exceptions follow the rule that they are of. */
  static List<Line> lines(Statement statement, Words words) {
    var lines = new ArrayList<Line>();
    statement.provisions().forEach(rule -> add(lines, rule, words, 0));
    return lines;
  }

  private static void add(List<Line> lines, Provision rule, Words words, int depth) {
    lines.add(new Line(depth, sentence(rule, words, depth > 0), terms(rule, words)));
    rule.exceptions().forEach(nested -> add(lines, nested, words, depth + 1));
  }

  private static String sentence(Provision rule, Words words, boolean nested) {
    var parts = new ArrayList<String>();
    parts.add(opening(rule, nested));
    if (!rule.classes().isEmpty()) parts.add(listed(rule.classes(), words::kind));
    else if (!nested) parts.add("all kinds of records");
    if (!rule.labels().isEmpty()) {
      parts.add("the sensitive areas " + listed(rule.labels(), words::anyLabel));
    }
    if (!rule.codes().isEmpty()) {
      var codes = rule.codes().stream().map(Code::code).distinct().toList();
      parts.add("with codes " + String.join(", ", codes));
    }
    if (!rule.purposes().isEmpty()) parts.add("(" + listed(rule.purposes(), words::purpose) + ")");
    else if (!nested) parts.add("(for any purpose)");
    if (rule.dataFrom() != null) parts.add("dated from " + PageFormats.day(rule.dataFrom()));
    if (rule.dataUntil() != null) parts.add("dated until " + PageFormats.day(rule.dataUntil()));
    if (!nested && permits(rule) && !namesSensitive(rule)) {
      parts.add("– without any sensitive area");
    }
    return String.join(" ", parts);
  }

  private static String opening(Provision rule, boolean nested) {
    if (permits(rule)) return nested ? "Including" : "Allowed:";
    return nested ? "Except:" : "Not allowed:";
  }

  private static List<String> terms(Provision rule, Words words) {
    var terms = new ArrayList<String>();
    if (!rule.actors().isEmpty()) {
      var who = any(rule.actors(), actor -> name(actor, words));
      terms.add(
          permits(rule)
              ? "Only if asked by " + who
              : "If asked by " + who + ", or if it isn’t told who asks");
    }
    if (!rule.actions().isEmpty()) terms.add("To " + any(rule.actions(), words::action));
    if (!rule.data().isEmpty()) {
      terms.add("Only " + any(rule.data(), d -> words.meaning(d.meaning()) + " " + d.reference()));
    }
    if (rule.validFrom() != null) terms.add("This holds from " + PageFormats.day(rule.validFrom()));
    if (rule.validUntil() != null) {
      terms.add("This holds until " + PageFormats.day(rule.validUntil()));
    }
    rule.obligations().forEach(duty -> terms.add("On condition that " + condition(duty)));
    return terms;
  }

  /** Also of those who ask, in a request. */
  static String name(Actor actor, Words words) {
    var what = words.actor(actor.kind()) + " " + actor.value();
    if (actor.system() == null || actor.system().equals(ROLE)) return what;
    var ours = OF_AN_INSTITUTION.matcher(actor.system());
    return ours.matches() ? what + " at " + ours.group(1) : what + " (" + actor.system() + ")";
  }

  private static String condition(Obligation duty) {
    return switch (duty.duty()) {
      case "REDACT" -> "these parts are taken out first: " + String.join(", ", duty.elements());
      case "NO_REDISCLOSURE" -> "it isn’t passed on";
      case "ERASE" ->
          duty.on() == null
              ? "it is erased " + duty.afterDays() + " days after it was sent"
              : "it is erased by " + PageFormats.day(duty.on());
      default -> duty.duty();
    };
  }

  private static boolean permits(Provision rule) {
    return "PERMIT".equals(rule.effect());
  }

  private static boolean namesSensitive(Provision rule) {
    return rule.labels().stream().anyMatch(label -> !label.equals("N"))
        || rule.exceptions().stream().anyMatch(StatementWords::namesSensitive);
  }

  private static String listed(List<String> codes, Function<String, String> word) {
    return codes.stream().map(word).collect(Collectors.joining(", "));
  }

  private static <T> String any(List<T> some, Function<T, String> word) {
    return some.stream().map(word).collect(Collectors.joining(" or "));
  }
}
