package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.DataReference.Meaning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How each resource of a record stands to itself and to others, in the references' own spelling.
 * References to the patient are left out: everything has them, and these attributes are shown to
 * endorsers.
 */
final class DataReferences {

  private static final Set<String> PATIENT = Set.of("subject", "patient", "beneficiary", "for");
  private static final Set<String> WHOLES = Set.of("Encounter", "EpisodeOfCare", "CarePlan");
  private static final Set<String> WHOLE_ELEMENTS = Set.of("encounter", "context", "episodeOfCare");
  private static final Set<String> AUTHORS =
      Set.of("author", "performer", "recorder", "asserter", "requester");

  private final List<Resource> resources;
  private final Map<String, Integer> places;
  private final List<List<Integer>> targets;

  /**
   * @param places where each resource is found by the references that mean it
   * @param targets which resources of the record each refers to, its context apart
   */
  DataReferences(
      List<Resource> resources, Map<String, Integer> places, List<List<Integer>> targets) {
    this.resources = resources;
    this.places = places;
    this.targets = targets;
  }

  List<DataReference> of(int index) {
    var found = new LinkedHashSet<DataReference>();
    var content = resources.get(index).content();
    for (var name : resources.get(index).literalNames()) {
      for (var meaning : List.of(Meaning.INSTANCE, Meaning.RELATED, Meaning.DEPENDENTS)) {
        found.add(new DataReference(meaning, name));
      }
    }
    Elements.within(content, (name, depth) -> !PATIENT.contains(name))
        .forEach(element -> refersTo(element, found));
    Elements.within(content, (name, depth) -> depth > 0 || AUTHORS.contains(name))
        .flatMap(e -> e.member("reference").stream())
        .forEach(author -> found.add(new DataReference(Meaning.AUTHORED_BY, author)));
    for (int from = 0; from < targets.size(); from++) {
      if (from == index || !targets.get(from).contains(index)) continue;
      for (var name : resources.get(from).literalNames()) {
        found.add(new DataReference(Meaning.RELATED, name));
      }
    }
    return List.copyOf(found);
  }

  private void refersTo(Elements.Element element, Set<DataReference> found) {
    element
        .member("reference")
        .ifPresent(
            reference -> {
              boolean whole = isWhole(element.name(), reference);
              names(reference)
                  .forEach(
                      name -> {
                        found.add(new DataReference(Meaning.DEPENDENTS, name));
                        if (whole) found.add(new DataReference(Meaning.RELATED, name));
                      });
            });
  }

  private boolean isWhole(String element, String reference) {
    var place = places.get(reference);
    return place == null
        ? WHOLE_ELEMENTS.contains(element) || WHOLES.contains(reference.split("/")[0])
        : WHOLES.contains(resources.get(place).type());
  }

  /** Every name of what is meant, so that a consent may use any of them. */
  private Stream<String> names(String reference) {
    var place = places.get(reference);
    return place == null ? Stream.of(reference) : resources.get(place).literalNames().stream();
  }
}
