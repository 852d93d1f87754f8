package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Looks into the JSON of a FHIR resource without knowing its type. */
final class Elements {

  /** An element with its name; members of a list carry the list's name. */
  record Element(String name, Object value) {

    Optional<Map<?, ?>> object() {
      return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    Optional<String> member(String key) {
      return object().map(m -> m.get(key)).filter(String.class::isInstance).map(String.class::cast);
    }
  }

  /** Every element at any depth, the given one's children first. */
  static Stream<Element> all(Map<?, ?> content) {
    return within(content, (name, depth) -> true);
  }

  /**
   * @param enter whether to look into an element of this name, at this depth from 0
   */
  static Stream<Element> within(Map<?, ?> content, BiPredicate<String, Integer> enter) {
    return children(content, enter, 0);
  }

  /** A resource, on its own or inside another (contained, or of a Bundle or Parameters). */
  static boolean isResource(Map<?, ?> element) {
    return element.get("resourceType") instanceof String;
  }

  /** Every code with a system, in a Coding or in any element of that shape. */
  static Stream<Code> codes(Stream<Element> elements) {
    return codesOfAnySystem(elements).filter(code -> code.system() != null);
  }

  /** The same, and those that don't say their system. */
  static Stream<Code> codesOfAnySystem(Stream<Element> elements) {
    return elements
        .map(e -> e.member("code").map(code -> new Code(e.member("system").orElse(null), code)))
        .flatMap(Optional::stream)
        .distinct();
  }

  /** The first of these elements that holds a date to the day; a period counts by its start. */
  static Optional<LocalDate> date(Map<?, ?> content, List<String> names) {
    return names.stream()
        .map(content::get)
        .map(value -> value instanceof Map<?, ?> period ? period.get("start") : value)
        .filter(String.class::isInstance)
        .map(value -> day((String) value))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<LocalDate> day(String dateTime) {
    if (dateTime.length() < 10) return Optional.empty();
    try {
      return Optional.of(LocalDate.parse(dateTime.substring(0, 10)));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Stream<Element> children(
      Map<?, ?> parent, BiPredicate<String, Integer> enter, int depth) {
    return parent.entrySet().stream()
        .filter(child -> enter.test(Objects.toString(child.getKey()), depth))
        .flatMap(child -> spread(Objects.toString(child.getKey()), child.getValue(), enter, depth));
  }

  private static Stream<Element> spread(
      String name, Object value, BiPredicate<String, Integer> enter, int depth) {
    return switch (value) {
      case List<?> list -> list.stream().flatMap(item -> spread(name, item, enter, depth));
      case Map<?, ?> map ->
          Stream.concat(Stream.of(new Element(name, map)), children(map, enter, depth + 1));
      case null -> Stream.empty();
      default -> Stream.of(new Element(name, value));
    };
  }

  private Elements() {}
}
