package io.tallystick.portal.patient;

import io.tallystick.portal.services.Records.Preview;
import io.tallystick.portal.services.Records.TriedRecord;
import io.tallystick.portal.services.Records.TriedResource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A consent tried on the patient's own records, in the order people read it: what would leave,
 * visit by visit, then the visits of which nothing would.
 *
 * @param opened visits of which something would be released
 * @param closed visits of which nothing would
 */
public record Trial(
    String grantee,
    String purpose,
    int released,
    int withheld,
    List<Visit> opened,
    List<Visit> closed) {

  public record Visit(
      String title,
      LocalDate date,
      int released,
      int withheld,
      List<Group> out,
      List<Group> kept) {}

  /**
   * Resources of one kind that fare alike.
   *
   * @param redacted whether copies without their words are released
   * @param why absent if they are released
   * @param titles each once, with how often if more than once
   */
  public record Group(
      String kind,
      boolean redacted,
      String why,
      List<String> labels,
      int count,
      List<String> titles) {}

  private record Fate(String kind, boolean redacted, String why, List<String> labels) {}

  public int visits() {
    return opened.size() + closed.size();
  }

  static Trial of(Preview tried) {
    var visits = tried.records().stream().map(Trial::visit).toList();
    return new Trial(
        tried.grantee(),
        tried.purpose(),
        tried.released(),
        tried.withheld(),
        visits.stream().filter(v -> v.released() > 0).toList(),
        visits.stream().filter(v -> v.released() == 0).toList());
  }

  private static Visit visit(TriedRecord record) {
    return new Visit(
        record.title(),
        record.date(),
        record.released().size(),
        record.withheld().size(),
        groups(record.released()),
        groups(record.withheld()));
  }

  private static List<Group> groups(List<TriedResource> resources) {
    var found = new LinkedHashMap<Fate, Map<String, Integer>>();
    for (var resource : resources) {
      var labels = resource.labels() == null ? List.<String>of() : resource.labels();
      found
          .computeIfAbsent(
              new Fate(resource.type(), resource.redacted(), resource.why(), labels),
              fate -> new LinkedHashMap<>())
          .merge(resource.title() == null ? "" : resource.title(), 1, Integer::sum);
    }
    return found.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList();
  }

  private static Group group(Fate fate, Map<String, Integer> titles) {
    int count = titles.values().stream().mapToInt(Integer::intValue).sum();
    var shown =
        titles.entrySet().stream()
            .filter(title -> !title.getKey().isEmpty())
            .map(t -> t.getValue() == 1 ? t.getKey() : t.getKey() + " ×" + t.getValue())
            .toList();
    return new Group(fate.kind(), fate.redacted(), fate.why(), fate.labels(), count, shown);
  }
}
