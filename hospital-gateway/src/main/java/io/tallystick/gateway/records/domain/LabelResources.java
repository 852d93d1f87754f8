package io.tallystick.gateway.records.domain;

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

  private static final List<String> DATES =
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

  /** Everything of an encounter refers to these; to refer to them says nothing. */
  private static final Set<String> CONTEXT =
      Set.of("subject", "patient", "encounter", "context", "beneficiary", "for");

  /** References to people, places and organisations: their display is a name, nothing clinical. */
  private static final Set<String> PARTIES =
      Set.of(
          "individual",
          "actor",
          "performer",
          "requester",
          "recorder",
          "asserter",
          "author",
          "authenticator",
          "custodian",
          "provider",
          "serviceProvider",
          "location",
          "facility",
          "insurer",
          "coverage",
          "payor",
          "managingOrganization",
          "onBehalfOf",
          "member",
          "party",
          "participant");

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
    resources.forEach(r -> labels.add(ownLabels(r.content(), places.keySet())));
    var targets = resources.stream().map(r -> targets(r, places)).toList();
    while (spreads(targets, labels)) {}
    var references = new DataReferences(resources, places, targets);
    return IntStream.range(0, resources.size())
        .mapToObj(i -> attributes(resources.get(i), labels.get(i), encounterDate, references.of(i)))
        .toList();
  }

  private ResourceAttributes attributes(
      Resource resource, Set<String> labels, LocalDate fallback, List<DataReference> references) {
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
        references);
  }

  private Set<String> ownLabels(Map<String, Object> content, Set<String> bundle) {
    var labels = new TreeSet<String>();
    Elements.codesOfAnySystem(Elements.all(content)).flatMap(table::of).forEach(labels::add);
    var security = security(content).toList();
    security.stream()
        .filter(c -> ACT_CODE.equals(c.system()) && table.knows(c.code()))
        .forEach(c -> labels.add(c.code()));
    boolean words = FreeText.isIn(content) || namesWhatIsElsewhere(content, bundle);
    if (words && !labelledBySource(security)) labels.addAll(table.all());
    return labels;
  }

  /** A reason from an earlier encounter has no code here, but its display is words of it. */
  private static boolean namesWhatIsElsewhere(Map<String, Object> content, Set<String> bundle) {
    return Elements.all(content)
        .filter(e -> !CONTEXT.contains(e.name()) && !PARTIES.contains(e.name()))
        .filter(e -> e.member("display").isPresent())
        .flatMap(e -> e.member("reference").stream())
        .anyMatch(reference -> !bundle.contains(reference));
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
    return Elements.within(resource.content(), (name, depth) -> !CONTEXT.contains(name))
        .flatMap(e -> e.member("reference").stream())
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
