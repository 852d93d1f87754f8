package io.tallystick.gateway.records.domain;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a resource says which encounter it belongs to. */
public sealed interface EncounterLink {

  /** By a business identifier. */
  record Identified(String system, String value) implements EncounterLink {}

  /** By a literal or conditional reference: {@code Encounter/1}, {@code urn:uuid:…}. */
  record Written(String reference) implements EncounterLink {}

  /** All that a resource names; a claim's lines, or a document's context, may name several. */
  static List<EncounterLink> of(Resource resource) {
    var content = resource.content();
    var direct = Stream.of(content.get("encounter"), within(content.get("context"), "encounter"));
    var context = Stream.ofNullable(content.get("context")).filter(EncounterLink::isToEncounter);
    var lines = list(content.get("item")).map(line -> within(line, "encounter"));
    return Stream.of(direct, context, lines)
        .flatMap(each -> each)
        .flatMap(EncounterLink::list)
        .flatMap(EncounterLink::link)
        .distinct()
        .toList();
  }

  private static Object within(Object parent, String member) {
    return parent instanceof Map<?, ?> map ? map.get(member) : null;
  }

  /** STU3's {@code context}, and R4's on some resources, may be an EpisodeOfCare as well. */
  private static boolean isToEncounter(Object context) {
    return within(context, "reference") instanceof String written
        && !written.startsWith("EpisodeOfCare");
  }

  private static Stream<Object> list(Object value) {
    return value instanceof List<?> many ? many.stream().map(e -> e) : Stream.ofNullable(value);
  }

  private static Stream<EncounterLink> link(Object reference) {
    if (!(reference instanceof Map<?, ?> map)) return Stream.empty();
    if (map.get("reference") instanceof String written) return Stream.of(written(written));
    return map.get("identifier") instanceof Map<?, ?> id
            && id.get("system") instanceof String system
            && id.get("value") instanceof String value
        ? Stream.of(new Identified(system, value))
        : Stream.empty();
  }

  private static EncounterLink written(String reference) {
    var sought = "Encounter?identifier=";
    int bar = reference.lastIndexOf('|');
    return reference.startsWith(sought) && bar > sought.length()
        ? new Identified(reference.substring(sought.length(), bar), reference.substring(bar + 1))
        : new Written(reference);
  }
}
