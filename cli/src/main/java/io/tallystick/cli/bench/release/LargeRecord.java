package io.tallystick.cli.bench.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.ImportedRecord;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * One encounter with as many panels of vital signs as make a bundle of the size wanted: no words,
 * nothing sensitive, about 2 KB each as the resources of Synthea's bundles are on average.
 */
final class LargeRecord {

  private static final String LOINC = "http://loinc.org";
  private static final int PANELS_A_READING = 9;

  /**
   * @param bytes of the bundle, about
   * @param seed the same seed makes the same record
   */
  static ImportedRecord of(ImportedPatient patient, String hospital, int bytes, long seed) {
    var random = new Random(seed);
    var encounter = "bench-" + patient.syntheaId();
    var mrn = patient.mrn(hospital);
    var bundle = Fhir.object().put("resourceType", "Bundle").put("type", "collection");
    var entries = bundle.putArray("entry");
    var visit = "urn:uuid:" + uuid(random);
    entries.addObject().put("fullUrl", visit).set("resource", visit(hospital, encounter, mrn));
    long size = 0;
    int panels = 0;
    while (size < bytes) {
      var panel = panel(random, hospital, mrn, visit, panels++);
      size += Fhir.bytes(panel).length;
      entries
          .addObject()
          .put("fullUrl", "urn:uuid:" + panel.path("id").asText())
          .set("resource", panel);
    }
    return new ImportedRecord(
        hospital, encounter, bundle, Map.of("Encounter", 1, "Observation", panels));
  }

  private static ObjectNode visit(String hospital, String encounter, String mrn) {
    var visit = Fhir.object().put("resourceType", "Encounter").put("status", "finished");
    visit
        .putObject("class")
        .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .put("code", "IMP");
    visit.putArray("identifier").add(Fhir.identifier("encounter/" + hospital, encounter));
    visit.set("subject", subject(hospital, mrn));
    visit
        .putObject("period")
        .put("start", "2026-03-01T08:00:00Z")
        .put("end", "2026-03-09T12:00:00Z");
    return visit;
  }

  private static ObjectNode panel(
      Random random, String hospital, String mrn, String visit, int number) {
    var panel = Fhir.object().put("resourceType", "Observation").put("id", uuid(random));
    panel.put("status", "final");
    panel.set("code", coded("85353-1"));
    panel.set("subject", subject(hospital, mrn));
    panel.putObject("encounter").put("reference", visit);
    panel.put(
        "effectiveDateTime",
        "2026-03-0%dT%02d:%02d:00Z"
            .formatted(1 + number / 1440 % 9, number / 60 % 24, number % 60));
    var components = panel.putArray("component");
    for (int i = 0; i < PANELS_A_READING; i++) {
      var component = components.addObject();
      component.set("code", coded("8867-4"));
      component
          .putObject("valueQuantity")
          .put("value", BigDecimal.valueOf(500 + random.nextInt(1000), 1))
          .put("unit", "beats/minute")
          .put("system", "http://unitsofmeasure.org")
          .put("code", "/min");
    }
    return panel;
  }

  private static ObjectNode subject(String hospital, String mrn) {
    return Fhir.object()
        .put("reference", "Patient?identifier=" + Fhir.system("mrn/" + hospital) + "|" + mrn);
  }

  private static ObjectNode coded(String code) {
    var concept = Fhir.object();
    concept.putArray("coding").addObject().put("system", LOINC).put("code", code);
    return concept;
  }

  private static String uuid(Random random) {
    return new UUID(
            random.nextLong() & ~0xF000L | 0x4000L,
            random.nextLong() & Long.MAX_VALUE >>> 1 | Long.MIN_VALUE)
        .toString();
  }

  private LargeRecord() {}
}
