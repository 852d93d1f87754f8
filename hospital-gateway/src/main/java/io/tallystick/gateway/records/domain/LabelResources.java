package io.tallystick.gateway.records.domain;

import io.tallystick.gateway.records.domain.RecordLeaf.Insides;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Computes, at publication, what consents look at in each resource of an encounter. A resource is
 * as sensitive as its codes and as what it refers to (a procedure for an HIV infection says HIV by
 * its reason); unlabelled free text carries every label.
 */
public final class LabelResources {

  /** Elements whose codes say what a resource is about. */
  private static final Set<String> TELLING =
      Set.of(
          "code",
          "type",
          "class",
          "category",
          "serviceType",
          "reasonCode",
          "vaccineCode",
          "medicationCodeableConcept",
          "valueCodeableConcept",
          "component",
          "productOrService");

  static final List<String> DATES =
      List.of(
          "period",
          "performedPeriod",
          "performedDateTime",
          "effectiveDateTime",
          "effectivePeriod",
          "occurrenceDateTime",
          "onsetDateTime",
          "authoredOn",
          "started",
          "date",
          "recordedDate",
          "created",
          "issued");

  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

  /** The source itself says that nothing in it is restricted. */
  private static final Set<String> NOT_RESTRICTED = Set.of("U", "L", "M", "N");

  private final SensitivityLabels table;

  public LabelResources(SensitivityLabels table) {
    this.table = table;
  }

  /**
   * @param encounterDate stands in where a resource has no date of its own, so that a rule about
   *     dates always finds one
   * @return one per resource, in order
   */
  public List<ResourceAttributes> label(List<Resource> resources, LocalDate encounterDate) {
    var places = places(resources);
    var labels = new ArrayList<Set<String>>();
    var wordless = new ArrayList<Set<String>>();
    for (var resource : resources) {
      labels.add(ownLabels(resource.content(), places.keySet(), true));
      wordless.add(ownLabels(resource.content(), places.keySet(), false));
    }
    var targets = resources.stream().map(r -> targets(r, places)).toList();
    while (spreads(targets, labels)) {}
    while (spreads(targets, wordless)) {}
    var references = new DataReferences(resources, places, targets);
    return IntStream.range(0, resources.size())
        .mapToObj(
            i ->
                attributes(
                    resources.get(i),
                    labels.get(i),
                    wordless.get(i),
                    encounterDate,
                    references.of(i)))
        .toList();
  }

  /**
   * What each resource tells of others: a release looks at it before it lets one leave as it is.
   *
   * @return one per resource, in order
   */
  public List<Insides> insides(List<Resource> resources, LocalDate encounterDate) {
    var places = places(resources);
    return resources.stream()
        .map(
            resource ->
                new Insides(
                    referred(resource, places, ReferenceRoles::telling),
                    embedded(resource.content(), encounterDate)))
        .toList();
  }

  /** Every resource inside another, judged as if it stood alone; people and places aside. */
  public List<ResourceAttributes> embedded(Map<?, ?> content, LocalDate encounterDate) {
    return Elements.all(content)
        .flatMap(e -> e.object().stream())
        .filter(Elements::isResource)
        .filter(inner -> !isParty(inner))
        .map(inner -> attributes(inner, encounterDate))
        .toList();
  }

  /** A person or place inside a resource, who may be named as in a reference. */
  public static boolean isParty(Map<?, ?> inner) {
    return ReferenceRoles.PARTY_TYPES.contains(inner.get("resourceType"));
  }

  /** What a consent looks at in one resource that stands inside another. */
  @SuppressWarnings("unchecked") // JSON's keys are strings
  public ResourceAttributes attributes(Map<?, ?> inner, LocalDate encounterDate) {
    var type = inner.get("resourceType").toString();
    var alone = new Resource(type, null, (Map<String, Object>) inner, new byte[0]);
    return label(List.of(alone), encounterDate).getFirst();
  }

  private ResourceAttributes attributes(
      Resource resource,
      Set<String> labels,
      Set<String> wordless,
      LocalDate fallback,
      List<DataReference> references) {
    var content = resource.content();
    var codes =
        Elements.codes(
                Elements.within(content, (name, depth) -> depth > 0 || TELLING.contains(name)))
            .toList();
    return new ResourceAttributes(
        resource.type(),
        codes,
        List.copyOf(labels),
        Elements.date(content, DATES).orElse(fallback),
        references,
        wordless.equals(labels) ? null : List.copyOf(wordless));
  }

  /**
   * @param words whether its words count
   */
  private Set<String> ownLabels(Map<String, Object> content, Set<String> bundle, boolean words) {
    var labels = new TreeSet<String>();
    Elements.codesOfAnySystem(Elements.all(content)).flatMap(table::of).forEach(labels::add);
    var security = security(content).toList();
    security.stream()
        .filter(c -> ACT_CODE.equals(c.system()) && table.knows(c.code()))
        .forEach(c -> labels.add(c.code()));
    if (words && speaks(content, bundle) && !labelledBySource(security)) {
      labels.addAll(table.all());
    }
    return labels;
  }

  private static boolean speaks(Map<String, Object> content, Set<String> bundle) {
    return FreeText.isIn(content) || namesWhatIsElsewhere(content, bundle);
  }

  /** A reason from an earlier encounter has no code here, but its display is words of it. */
  private static boolean namesWhatIsElsewhere(Map<String, Object> content, Set<String> bundle) {
    return Elements.all(content)
        .filter(e -> ReferenceRoles.telling(e.name()) && e.member("display").isPresent())
        .flatMap(e -> e.object().stream())
        .filter(ReferenceNames::isReference)
        .anyMatch(reference -> ReferenceNames.of(reference).noneMatch(bundle::contains));
  }

  private boolean labelledBySource(List<Code> security) {
    return security.stream()
        .anyMatch(
            c ->
                ACT_CODE.equals(c.system()) && table.knows(c.code())
                    || CONFIDENTIALITY.equals(c.system()) && NOT_RESTRICTED.contains(c.code()));
  }

  private static Stream<Code> security(Map<String, Object> content) {
    return content.get("meta") instanceof Map<?, ?> meta
        ? Elements.codes(Elements.within(meta, (name, depth) -> name.equals("security")))
        : Stream.empty();
  }

  /** Where each resource is found by the references that mean it. */
  private static Map<String, Integer> places(List<Resource> resources) {
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < resources.size(); i++) {
      for (var name : resources.get(i).names()) places.put(name, i);
    }
    return places;
  }

  private static List<Integer> targets(Resource resource, Map<String, Integer> places) {
    return referred(resource, places, name -> !ReferenceRoles.CONTEXT.contains(name));
  }

  private static List<Integer> referred(
      Resource resource, Map<String, Integer> places, Predicate<String> counts) {
    return Elements.all(resource.content())
        .filter(e -> counts.test(e.name()) && !e.name().equals("reference"))
        .flatMap(ReferenceNames::of)
        .map(places::get)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** One round of labels passing from what is referred to; false when nothing changed. */
  private static boolean spreads(List<List<Integer>> targets, List<Set<String>> labels) {
    boolean changed = false;
    for (int from = 0; from < targets.size(); from++) {
      for (int to : targets.get(from)) changed |= labels.get(from).addAll(labels.get(to));
    }
    return changed;
  }
}
