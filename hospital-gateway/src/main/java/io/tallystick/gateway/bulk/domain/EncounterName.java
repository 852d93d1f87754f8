package io.tallystick.gateway.bulk.domain;

import io.tallystick.gateway.records.domain.EncounterLink;
import io.tallystick.gateway.records.domain.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By what the lines of an import that belong to one encounter are brought together. */
public final class EncounterName {

  /** What the resource names; an Encounter names itself. Empty for one without an encounter. */
  public static Optional<String> of(Resource resource) {
    return resource.type().equals("Encounter")
        ? all(resource).stream().findFirst()
        : EncounterLink.of(resource).stream().findFirst().map(EncounterName::of);
  }

  /** All names of an Encounter, its id first. */
  public static List<String> all(Resource encounter) {
    var names = new ArrayList<String>(encounter.literalNames());
    if (encounter.content().get("identifier") instanceof List<?> identifiers) {
      for (var each : identifiers) {
        if (each instanceof Map<?, ?> id && id.get("system") != null && id.get("value") != null) {
          names.add(id.get("system") + "|" + id.get("value"));
        }
      }
    }
    return names;
  }

  private static String of(EncounterLink link) {
    return switch (link) {
      case EncounterLink.Written(var reference) -> reference;
      case EncounterLink.Identified(var system, var value) -> system + "|" + value;
    };
  }

  private EncounterName() {}
}
