package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers one encounter's resources into the bundle that a hospital publishes. References to the
 * patient become logical ones to the hospital's own number; nothing else is touched.
 */
final class ImportRecord {

  private final String patientUrl;
  private final ObjectNode patient;

  /**
   * @param patientUrl the patient's {@code fullUrl} in Synthea's bundle
   * @param patient the logical reference that takes its place
   */
  ImportRecord(String patientUrl, ObjectNode patient) {
    this.patientUrl = patientUrl;
    this.patient = patient;
  }

  /**
   * @param encounter the Bundle entry of the encounter
   * @param others the entries that refer to it
   */
  ImportedRecord imported(JsonNode encounter, List<JsonNode> others, String hospital) {
    var number = encounter.at("/resource/id").asText();
    var bundle = Fhir.object().put("resourceType", "Bundle").put("type", "collection");
    var entries = bundle.putArray("entry");
    var types = new TreeMap<String, Integer>();
    var first = entry(encounter);
    ((ObjectNode) first.path("resource"))
        .putArray("identifier")
        .add(Fhir.identifier("encounter/" + hospital, number));
    add(entries, types, first);
    others.forEach(other -> add(entries, types, entry(other)));
    return new ImportedRecord(hospital, number, bundle, Map.copyOf(types));
  }

  private static void add(ArrayNode entries, Map<String, Integer> types, ObjectNode entry) {
    entries.add(entry);
    types.merge(Fhir.type(entry.path("resource")), 1, Integer::sum);
  }

  private ObjectNode entry(JsonNode entry) {
    ObjectNode copy = entry.deepCopy();
    relink(copy.path("resource"));
    return copy;
  }

  private void relink(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("reference").asText().equals(patientUrl)) {
        object.removeAll();
        object.setAll(patient.deepCopy());
      }
    }
    node.forEach(this::relink);
  }
}
