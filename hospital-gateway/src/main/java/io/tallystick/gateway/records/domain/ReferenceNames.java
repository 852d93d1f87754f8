package io.tallystick.gateway.records.domain;

import io.tallystick.gateway.records.domain.Elements.Element;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * By which names a FHIR Reference may mean a resource of the same record: literally, by its full
 * URL or {@code Type/id}, by an absolute or versioned URL that ends so, conditionally, or by an
 * identifier (FHIR R4 §2.3, {@code Reference}).
 */
public final class ReferenceNames {

  private static final Pattern TAIL =
      Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?");
  private static final Pattern CONDITIONAL =
      Pattern.compile("[A-Z][A-Za-z]+\\?identifier=([^|]*\\|.+)");
  private static final int LONGEST = 500;
  private static final Set<String> MEMBERS =
      Set.of("reference", "type", "identifier", "display", "id", "extension", "_display");

  /** The names that a literal or conditional reference stands for. */
  public static Stream<String> of(String reference) {
    var conditional = CONDITIONAL.matcher(reference);
    if (conditional.matches()) return Stream.of(reference, conditional.group(1));
    var tail = TAIL.matcher(reference);
    return tail.matches() && !tail.group(1).equals(reference)
        ? Stream.of(reference, tail.group(1))
        : Stream.of(reference);
  }

  /** The names that an element stands for: a Reference, or a URL (an attachment's, a canonical). */
  static Stream<String> of(Element element) {
    return switch (element.value()) {
      case Map<?, ?> map -> of(map);
      case String text when isUrl(text) -> of(text);
      default -> Stream.empty();
    };
  }

  /** Words hold slashes too, but none that long means a resource. */
  public static boolean isUrl(String text) {
    return text.length() <= LONGEST && (text.startsWith("urn:") || text.indexOf('/') >= 0);
  }

  /** The names that an element stands for if it is a Reference; none if it is anything else. */
  static Stream<String> of(Map<?, ?> element) {
    if (!isReference(element)) return Stream.empty();
    Stream<String> literal =
        element.get("reference") instanceof String written ? of(written) : Stream.empty();
    Stream<String> logical =
        element.get("identifier") instanceof Map<?, ?> given ? token(given) : Stream.empty();
    return Stream.concat(literal, logical);
  }

  static boolean isReference(Map<?, ?> element) {
    return (element.get("reference") instanceof String
            || element.get("identifier") instanceof Map<?, ?>)
        && element.keySet().stream().map(Objects::toString).allMatch(MEMBERS::contains);
  }

  /** {@code system|value}, as an identifier is searched for. */
  static Stream<String> token(Map<?, ?> identifier) {
    return identifier.get("system") instanceof String system
            && identifier.get("value") instanceof String value
        ? Stream.of(system + "|" + value)
        : Stream.empty();
  }

  private ReferenceNames() {}
}
