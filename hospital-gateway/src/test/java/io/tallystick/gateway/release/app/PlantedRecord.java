package io.tallystick.gateway.release.app;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.records.domain.LabelResources;
import io.tallystick.gateway.records.domain.RecordLeaf;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records in which every resource has needles, and others tell of it in all the ways FHIR has. */
final class PlantedRecord {

  static final List<String> TYPES =
      List.of("Encounter", "Condition", "Observation", "DiagnosticReport", "Procedure");

  /** HIV, depression, alcohol, and three that are nothing sensitive (SNOMED CT). */
  private static final List<String> CODES =
      List.of("86406008", "35489007", "7200002", "65966004", "263102004", "195662009");

  private static final LocalDate DAY = LocalDate.parse("2026-03-04");

  /**
   * @param needles each with what the resource it tells of is
   */
  record Planted(EncounterRecord record, Map<String, ResourceAttributes> needles) {}

  private final Random random;
  private final Map<String, Integer> needles = new HashMap<>();
  private final Map<String, Map<String, Object>> inner = new HashMap<>();
  private final List<Map<String, Object>> contents = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();

  private PlantedRecord(Random random) {
    this.random = random;
  }

  static Planted of(Random random, LabelResources labels) {
    var planted = new PlantedRecord(random);
    int size = 3 + random.nextInt(7);
    for (int i = 0; i < size; i++) planted.plant(i);
    for (int i = 0; i < size; i++) planted.tell(i, random.nextInt(size));
    return planted.planted(labels);
  }

  private void plant(int index) {
    var type = TYPES.get(index == 0 ? 0 : random.nextInt(TYPES.size()));
    var content = new LinkedHashMap<String, Object>();
    content.put("resourceType", type);
    content.put("id", needle(index));
    content.put("identifier", List.of(Map.of("system", "urn:acc", "value", needle(index))));
    var code = Map.of("system", "http://snomed.info/sct", "code", code());
    content.put("code", Map.of("coding", List.of(code)));
    content.put("method", Map.of("coding", List.of(Map.of("code", needle(index)))));
    content.put("subject", Map.of("reference", "Patient/p1", "display", "Ann Lee"));
    if (random.nextInt(3) == 0) {
      content.put("text", Map.of("status", "generated", "div", "<div>" + needle(index) + "</div>"));
    }
    if (random.nextInt(4) == 0) content.put("note", List.of(Map.of("text", needle(index))));
    if (random.nextInt(4) == 0) content.put("conclusion", needle(index));
    contents.add(content);
    urls.add("urn:uuid:" + needle(index));
  }

  /** Has one resource tell of another. */
  private void tell(int from, int of) {
    if (from == of || random.nextInt(4) == 0) return;
    var content = contents.get(from);
    switch (random.nextInt(6)) {
      case 0 -> content.put("result", List.of(reference(urls.get(of), of), elsewhere()));
      case 1 -> content.put("partOf", reference(literal(of), of));
      case 2 ->
          content.put(
              "reasonReference",
              List.of(Map.of("identifier", identifier(of), "display", needle(of))));
      case 3 ->
          content.put(
              "presentedForm", List.of(Map.of("url", "https://ehr.example/fhir/" + literal(of))));
      case 4 ->
          content.put(
              "context", Map.of("related", List.of(reference(literal(of) + "/_history/2", of))));
      default -> contain(content, of);
    }
  }

  /** A resource of its own inside another, of the kind of a third. */
  private void contain(Map<String, Object> content, int like) {
    var needle = "needle-" + Long.toHexString(random.nextLong());
    var within = new LinkedHashMap<String, Object>();
    within.put("resourceType", contents.get(like).get("resourceType"));
    within.put("id", "inner");
    within.put("code", contents.get(like).get("code"));
    within.put("method", Map.of("coding", List.of(Map.of("code", needle))));
    within.put("subject", Map.of("reference", "Patient/p1"));
    if (random.nextBoolean()) within.put("note", List.of(Map.of("text", needle)));
    inner.put(needle, within);
    content.put("contained", List.of(within));
    content.put("hasMember", List.of(Map.of("reference", "#inner", "display", needle)));
  }

  private Planted planted(LabelResources labels) {
    var record = record(labels);
    var told = new HashMap<String, ResourceAttributes>();
    needles.forEach((needle, of) -> told.put(needle, record.leaves().get(of).attributes()));
    inner.forEach((needle, within) -> told.put(needle, labels.attributes(within, DAY)));
    return new Planted(record, told);
  }

  private EncounterRecord record(LabelResources labels) {
    var resources = new ArrayList<Resource>();
    for (int i = 0; i < contents.size(); i++) {
      var content = contents.get(i);
      var type = content.get("resourceType").toString();
      resources.add(new Resource(type, urls.get(i), content, CanonicalJson.bytes(content)));
    }
    var attributes = labels.label(resources, DAY);
    var insides = labels.insides(resources, DAY);
    var leaves = new ArrayList<RecordLeaf>();
    for (int i = 0; i < resources.size(); i++) {
      var resource = resources.get(i);
      var salt = new byte[32];
      random.nextBytes(salt);
      leaves.add(
          new RecordLeaf(
              resource.document(), salt, attributes.get(i), resource.names(), insides.get(i)));
    }
    return new EncounterRecord(List.of("E-1"), null, DAY, leaves);
  }

  private Map<String, Object> reference(String to, int of) {
    return Map.of("reference", to, "display", needle(of));
  }

  private Map<String, Object> elsewhere() {
    return Map.of("reference", "Observation/elsewhere");
  }

  private String literal(int of) {
    return contents.get(of).get("resourceType") + "/" + contents.get(of).get("id");
  }

  private Object identifier(int of) {
    return ((List<?>) contents.get(of).get("identifier")).getFirst();
  }

  private String code() {
    return CODES.get(random.nextInt(CODES.size()));
  }

  private String needle(int of) {
    var needle = "needle-" + Long.toHexString(random.nextLong());
    needles.put(needle, of);
    return needle;
  }
}
