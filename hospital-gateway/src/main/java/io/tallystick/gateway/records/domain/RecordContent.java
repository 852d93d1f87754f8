package io.tallystick.gateway.records.domain;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one record is made of: the resources of one encounter, or resources without any. */
public final class RecordContent {

  private static final Set<String> SUBJECTS = Set.of("subject", "patient", "beneficiary", "for");

  private final List<Resource> resources;
  private final Resource encounter;
  private final Map<String, Resource> byName = new HashMap<>();

  private RecordContent(List<Resource> resources, Resource encounter) {
    this.resources = List.copyOf(resources);
    this.encounter = encounter;
    for (var each : resources) each.literalNames().forEach(name -> byName.putIfAbsent(name, each));
  }

  /**
   * @param encounter one of the resources
   */
  static RecordContent of(Resource encounter, List<Resource> resources) {
    return new RecordContent(resources, encounter);
  }

  public static RecordContent withoutEncounter(List<Resource> resources) {
    return new RecordContent(resources, null);
  }

  /** The same, where references may also mean these; they become no part of the record. */
  public RecordContent knowing(List<Resource> others) {
    var knowing = new RecordContent(resources, encounter);
    for (var each : others)
      each.literalNames().forEach(name -> knowing.byName.putIfAbsent(name, each));
    return knowing;
  }

  public Optional<Resource> encounter() {
    return Optional.ofNullable(encounter);
  }

  public List<Resource> resources() {
    return resources;
  }

  /** Values of the encounter's identifiers in a system. */
  public List<String> identifiers(String system) {
    if (encounter == null) return List.of();
    return objects(encounter.content().get("identifier"))
        .filter(i -> system.equals(i.get("system")))
        .map(i -> i.get("value"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .distinct()
        .toList();
  }

  /** When the encounter began; without one, the first date that a resource gives. */
  public Optional<LocalDate> date() {
    if (encounter != null) return Elements.date(encounter.content(), List.of("period"));
    return resources.stream()
        .flatMap(r -> Elements.date(r.content(), LabelResources.DATES).stream())
        .findFirst();
  }

  /** The words of the encounter's type; without one, of what the first resource is. */
  public Optional<String> title() {
    if (encounter != null) return words(objects(encounter.content().get("type")));
    return resources.stream()
        .flatMap(r -> Stream.of("code", "type").map(r.content()::get))
        .filter(Map.class::isInstance)
        .flatMap(concept -> words(Stream.of((Map<?, ?>) concept)).stream())
        .findFirst();
  }

  private static Optional<String> words(Stream<Map<?, ?>> concepts) {
    return concepts
        .flatMap(
            concept ->
                Stream.concat(
                    Stream.ofNullable(concept.get("text")),
                    objects(concept.get("coding")).map(c -> c.get("display"))))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }

  /** Whom the resources are about, as they say it; Patient resources name themselves. */
  public Set<SubjectReference> subjects() {
    return resources.stream().flatMap(this::subjects).collect(Collectors.toSet());
  }

  private Stream<SubjectReference> subjects(Resource resource) {
    if (resource.type().equals("Patient")) {
      return Stream.of(new SubjectReference.Described(identifierTokens(resource.content())));
    }
    return SUBJECTS.stream()
        .map(name -> resource.content().get(name))
        .filter(Map.class::isInstance)
        .map(reference -> (Map<?, ?>) reference)
        .flatMap(this::subject);
  }

  private Stream<SubjectReference> subject(Map<?, ?> reference) {
    if (reference.get("reference") instanceof String written) {
      var inBundle = Optional.ofNullable(byName.get(written));
      if (inBundle.isEmpty()) return Stream.of(new SubjectReference.Written(written));
      // Anything but a Patient (a Group, a Device) is nobody's subject here.
      return Stream.of(new SubjectReference.Described(identifierTokens(inBundle.get().content())));
    }
    return reference.get("identifier") instanceof Map<?, ?> identifier
        ? Stream.of(new SubjectReference.Described(tokens(Stream.of(identifier))))
        : Stream.empty();
  }

  private static List<String> identifierTokens(Map<String, Object> content) {
    return tokens(objects(content.get("identifier")));
  }

  private static List<String> tokens(Stream<? extends Map<?, ?>> identifiers) {
    return identifiers
        .filter(i -> i.get("system") instanceof String && i.get("value") instanceof String)
        .map(i -> i.get("system") + "|" + i.get("value"))
        .toList();
  }

  private static Stream<Map<?, ?>> objects(Object list) {
    return list instanceof List<?> items
        ? items.stream().filter(Map.class::isInstance).map(item -> (Map<?, ?>) item)
        : Stream.empty();
  }
}
