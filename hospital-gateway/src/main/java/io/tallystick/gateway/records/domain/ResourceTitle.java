package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a resource is, in the words of its own code; for its patient's eyes. */
public final class ResourceTitle {

  private static final List<String> ELEMENTS =
      List.of("code", "vaccineCode", "medicationCodeableConcept", "type", "category", "class");

  /**
   * @return null if its codes come without words
   */
  public static String of(byte[] document) {
    var content = CanonicalJson.read(document, Map.class);
    return ELEMENTS.stream()
        .map(content::get)
        .flatMap(ResourceTitle::words)
        .filter(words -> !words.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> words(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().flatMap(ResourceTitle::words);
      case Map<?, ?> concept ->
          Stream.of(concept.get("text"), concept.get("display"), concept.get("coding"))
              .filter(Objects::nonNull)
              .flatMap(part -> part instanceof String text ? Stream.of(text) : words(part));
      case null, default -> Stream.empty();
    };
  }

  private ResourceTitle() {}
}
