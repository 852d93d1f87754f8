package io.tallystick.gateway.records.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One FHIR resource of an encounter.
 *
 * @param fullUrl how the others of its bundle may refer to it; absent if the bundle gives none
 * @param content its JSON: maps, lists, strings, numbers, booleans
 * @param document the canonical bytes that are committed to and never change
 */
public record Resource(String type, String fullUrl, Map<String, Object> content, byte[] document) {

  /** What a reference to it may say: its full URL, {@code Type/id}. */
  List<String> names() {
    var relative = content.get("id") instanceof String id ? type + "/" + id : null;
    return Stream.of(fullUrl, relative).filter(Objects::nonNull).toList();
  }

  boolean answersTo(String reference) {
    return names().contains(reference);
  }
}
