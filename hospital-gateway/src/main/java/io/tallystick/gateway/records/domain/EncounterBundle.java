package io.tallystick.gateway.records.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources of one encounter, as the source system sent them. */
public final class EncounterBundle {

  private static final Set<String> SUBJECTS = Set.of("subject", "patient", "beneficiary", "for");

  private final List<Resource> resources;
  private final Resource encounter;

  private EncounterBundle(List<Resource> resources, Resource encounter) {
    this.resources = resources;
    this.encounter = encounter;
  }

  /** Empty unless exactly one of the resources is an Encounter. */
  public static Optional<EncounterBundle> of(List<Resource> resources) {
    var encounters = resources.stream().filter(r -> r.type().equals("Encounter")).toList();
    return encounters.size() == 1
        ? Optional.of(new EncounterBundle(List.copyOf(resources), encounters.getFirst()))
        : Optional.empty();
  }

  public List<Resource> resources() {
    return resources;
  }

  /** Values of the encounter's identifiers in a system. */
  public List<String> identifiers(String system) {
    return objects(encounter.content().get("identifier"))
        .filter(i -> system.equals(i.get("system")))
        .map(i -> i.get("value"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .distinct()
        .toList();
  }

  public Optional<LocalDate> date() {
    return Elements.date(encounter.content(), List.of("period"));
  }

  /** The words of the encounter's type. */
  public Optional<String> title() {
    return objects(encounter.content().get("type"))
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
      var inBundle = resources.stream().filter(r -> r.answersTo(written)).findFirst();
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
