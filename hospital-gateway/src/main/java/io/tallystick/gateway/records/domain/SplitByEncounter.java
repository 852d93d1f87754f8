package io.tallystick.gateway.records.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A record is of one encounter. Where several are sent together each gets what names it and what
 * that refers to; a Patient goes with all.
 */
public final class SplitByEncounter {

  private final List<Resource> resources;
  private final Map<Resource, Set<Resource>> ofEncounter = new LinkedHashMap<>();
  private final Map<EncounterLink, List<Resource>> additions = new LinkedHashMap<>();
  private final Set<Resource> placed = new HashSet<>();
  private final Map<String, Resource> unplacedByName = new HashMap<>();

  private SplitByEncounter(List<Resource> resources) {
    this.resources = resources;
  }

  /** The parts, those with an encounter first; nothing is left out. */
  public static List<RecordPart> split(List<Resource> resources) {
    var encounters = resources.stream().filter(Resource::isEncounter).toList();
    return encounters.size() == 1
        ? List.of(new RecordPart.OfEncounter(RecordContent.of(encounters.getFirst(), resources)))
        : new SplitByEncounter(resources).several(encounters);
  }

  private List<RecordPart> several(List<Resource> encounters) {
    encounters.forEach(e -> ofEncounter.put(e, new LinkedHashSet<>(List.of(e))));
    placed.addAll(encounters);
    resources.stream().filter(r -> !r.isEncounter()).forEach(this::placeByName);
    ofEncounter.values().forEach(this::addWhatTheyReferTo);
    var rest = resources.stream().filter(r -> !placed.contains(r)).toList();
    var parts = new ArrayList<RecordPart>();
    ofEncounter.forEach((e, all) -> parts.add(new RecordPart.OfEncounter(content(e, all))));
    additions.forEach(
        (to, all) -> parts.add(new RecordPart.Addition(to, RecordContent.withoutEncounter(all))));
    if (!rest.isEmpty() && !goesWithOthers(rest)) {
      parts.add(new RecordPart.OnItsOwn(RecordContent.withoutEncounter(rest)));
    }
    return parts;
  }

  /** In the order in which they were sent, the order of the record's leaves. */
  private RecordContent content(Resource encounter, Set<Resource> all) {
    return RecordContent.of(
        encounter, resources.stream().filter(r -> all.contains(r) || r.isPatient()).toList());
  }

  private void placeByName(Resource resource) {
    var links = EncounterLink.of(resource);
    if (links.isEmpty())
      resource.literalNames().forEach(name -> unplacedByName.put(name, resource));
    for (var link : links) {
      var here = ofEncounter.keySet().stream().filter(e -> e.isMeantBy(link)).findFirst();
      here.ifPresentOrElse(
          e -> ofEncounter.get(e).add(resource),
          () -> additions.computeIfAbsent(link, l -> new ArrayList<>()).add(resource));
      placed.add(resource);
    }
  }

  /** What has no encounter of its own goes, at any distance, with whoever refers to it. */
  private void addWhatTheyReferTo(Set<Resource> all) {
    var open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      for (var reference : open.removeLast().references()) {
        var target = unplacedByName.get(reference);
        if (target != null && all.add(target)) {
          placed.add(target);
          open.add(target);
        }
      }
    }
  }

  /** Patients alone make no record beside others. */
  private boolean goesWithOthers(List<Resource> rest) {
    boolean others = !ofEncounter.isEmpty() || !additions.isEmpty();
    return others && rest.stream().allMatch(Resource::isPatient);
  }
}
