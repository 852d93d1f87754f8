package io.tallystick.gateway.records.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One FHIR resource as the source system sent it.
 *
 * @param fullUrl how the others of its bundle may refer to it; absent if the bundle gives none
 * @param content its JSON: maps, lists, strings, numbers, booleans
 * @param document the canonical bytes that are committed to and never change
 */
public record Resource(String type, String fullUrl, Map<String, Object> content, byte[] document) {

  /** Whatever may mean it: its full URL, {@code Type/id}, its identifiers {@code system|value}. */
  public List<String> names() {
    return Stream.concat(literal(), identifiers()).distinct().toList();
  }

  /** Those that a literal reference has: an identifier may say more than that. */
  public List<String> literalNames() {
    return literal().toList();
  }

  boolean answersTo(String reference) {
    return literal().anyMatch(reference::equals);
  }

  private Stream<String> literal() {
    var relative = content.get("id") instanceof String id ? type + "/" + id : null;
    return Stream.of(fullUrl, relative).filter(Objects::nonNull);
  }

  private Stream<String> identifiers() {
    return content.get("identifier") instanceof List<?> all
        ? all.stream()
            .filter(Map.class::isInstance)
            .flatMap(identifier -> ReferenceNames.token((Map<?, ?>) identifier))
        : Stream.empty();
  }

  boolean isEncounter() {
    return type.equals("Encounter");
  }

  boolean isPatient() {
    return type.equals("Patient");
  }

  boolean isMeantBy(EncounterLink link) {
    return switch (link) {
      case EncounterLink.Written(var reference) -> answersTo(reference);
      case EncounterLink.Identified(var system, var value) ->
          identifiers().anyMatch((system + "|" + value)::equals);
    };
  }

  /** All that it refers to, as written. */
  Set<String> references() {
    return Elements.all(content)
        .flatMap(e -> e.member("reference").stream())
        .collect(Collectors.toSet());
  }

  /** Resources are told apart by place, not by content: the same one may be sent twice. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
