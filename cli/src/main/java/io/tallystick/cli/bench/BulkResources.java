package io.tallystick.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.ImportedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sample's resources of one hospital as a bulk export has them, a resource a line, over and
 * over with other numbers: each copy is other patients' other visits.
 */
final class BulkResources {

  private final List<ImportedPatient> patients;
  private final String hospital;
  private final String run;

  /**
   * @param run part of every number, so that no run repeats another's
   */
  BulkResources(List<ImportedPatient> patients, String hospital, String run) {
    this.patients = patients.stream().filter(p -> p.hospitals().contains(hospital)).toList();
    this.hospital = hospital;
    this.run = run;
  }

  /** At least so many lines, in whole visits; patients come before their visits. */
  List<String> lines(int least) {
    var lines = new ArrayList<String>();
    for (int copy = 0; lines.size() < least; copy++) {
      for (var patient : patients) {
        if (lines.size() >= least) break;
        add(patient, run + "-" + copy, lines);
      }
    }
    return lines;
  }

  private void add(ImportedPatient patient, String copy, List<String> lines) {
    var mrn = patient.mrn(hospital);
    lines.add(registration(patient, mrn + "-" + copy));
    patient.records().stream()
        .filter(record -> record.hospital().equals(hospital))
        .flatMap(record -> resources(record, copy))
        .map(text -> text.replace("\"" + mrn + "\"", "\"" + mrn + "-" + copy + "\""))
        .forEach(lines::add);
  }

  private String registration(ImportedPatient person, String mrn) {
    var patient = Fhir.object().put("resourceType", "Patient").put("id", mrn);
    patient.putArray("identifier").add(Fhir.identifier("mrn/" + hospital, mrn));
    var name = patient.putArray("name").addObject().put("family", person.family());
    person.given().forEach(name.withArray("given")::add);
    patient.put("gender", person.gender()).put("birthDate", person.birthDate().toString());
    return patient.toString();
  }

  /** Without a bundle around them resources name each other by type and id. */
  private static Stream<String> resources(ImportedRecord record, String copy) {
    Map<String, String> names = new HashMap<>();
    var resources = new ArrayList<ObjectNode>();
    for (JsonNode entry : record.bundle().path("entry")) {
      ObjectNode resource = entry.path("resource").deepCopy();
      var id = resource.path("id").asText();
      var type = resource.path("resourceType").asText();
      names.put(entry.path("fullUrl").asText(), type + "/" + id + "-" + copy);
      resource.put("id", id + "-" + copy);
      if (type.equals("Encounter")) {
        ((ObjectNode) resource.at("/identifier/0")).put("value", record.encounter() + "-" + copy);
      }
      resources.add(resource);
    }
    return resources.stream().map(resource -> renamed(resource.toString(), names));
  }

  private static String renamed(String text, Map<String, String> names) {
    var changed = text;
    for (var name : names.entrySet()) {
      changed = changed.replace(reference(name.getKey()), reference(name.getValue()));
    }
    return changed;
  }

  /** Only references: an identifier may be the same URN and stays one. */
  private static String reference(String to) {
    return "\"reference\":\"" + to + "\"";
  }
}
