package io.tallystick.journeys.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.bench.release.Scene;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.ImportedRecord;
import io.tallystick.journeys.system.WholeSystem;
import java.util.Map;
import java.util.UUID;

/**
 * A visit with a heart rate that has a note and was taken for an HIV infection, and a consent that
 * lets the payer see observations, none that is sensitive.
 */
record WordyVisit(Scene scene, String grantee) {

  static final String HOSPITAL = Scene.CUSTODIAN;
  static final String NEEDLE = "felt faint on the stairs";
  static final String MEASURED = "8867-4";
  static final String WITHHELD = "86406008";

  static WordyVisit published(WholeSystem system, String grantee) {
    return new WordyVisit(
        Scene.prepare(system.devnet(), system.town(), WordyVisit::record), grantee);
  }

  /** Asks as the payer's service does; gives the decision's id. */
  String asked() {
    var release = scene.ask().at("/output/0/valueReference/reference").asText();
    return release.substring(release.lastIndexOf('/') + 1);
  }

  void revoke() {
    var consents = new Consents(scene.town());
    var person = scene.person();
    var head = consents.inForce(person, HOSPITAL, scene.patientId(), grantee).orElseThrow();
    consents.revoke(person, HOSPITAL, head).orThrow("a revocation");
  }

  private static ImportedRecord record(ImportedPatient patient) {
    var encounter = "visit-" + patient.syntheaId();
    var subject =
        Fhir.object()
            .put(
                "reference",
                "Patient?identifier="
                    + Fhir.system("mrn/" + HOSPITAL)
                    + "|"
                    + patient.mrn(HOSPITAL));
    var visit = Fhir.object().put("resourceType", "Encounter").put("status", "finished");
    visit
        .putObject("class")
        .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .put("code", "AMB");
    visit.putArray("identifier").add(Fhir.identifier("encounter/" + HOSPITAL, encounter));
    visit.set("subject", subject);
    visit.putObject("period").put("start", "2026-03-04T10:00:00Z");
    var infection = Fhir.object().put("resourceType", "Condition");
    infection.set("code", coded("http://snomed.info/sct", WITHHELD));
    infection.set("subject", subject);
    var rate = Fhir.object().put("resourceType", "Observation").put("status", "final");
    rate.set("code", coded("http://loinc.org", MEASURED));
    rate.set("subject", subject);
    rate.put("effectiveDateTime", "2026-03-04T10:05:00Z");
    rate.putArray("note").addObject().put("text", NEEDLE);
    var bundle = Fhir.object().put("resourceType", "Bundle").put("type", "collection");
    for (var resource : new ObjectNode[] {visit, infection, rate}) {
      bundle
          .withArray("entry")
          .addObject()
          .put("fullUrl", "urn:uuid:" + UUID.randomUUID())
          .set("resource", resource);
    }
    return new ImportedRecord(
        HOSPITAL, encounter, bundle, Map.of("Encounter", 1, "Condition", 1, "Observation", 1));
  }

  private static ObjectNode coded(String system, String code) {
    var concept = Fhir.object();
    concept.putArray("coding").addObject().put("system", system).put("code", code);
    return concept;
  }
}
