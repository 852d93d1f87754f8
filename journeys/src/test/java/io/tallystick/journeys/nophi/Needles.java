package io.tallystick.journeys.nophi;

import io.tallystick.cli.demo.synthea.ImportedPatient;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What must not be readable anywhere: each sample patient's names, birth date and diagnoses' texts.
 * Synthea's names end in digits, so that none is an ordinary word.
 */
final class Needles {

  /**
   * Shorter words turn up in half a gigabyte of sealed, base64 content by chance (64^5 is a
   * billion); as a JSON string, in quotes, they don't.
   */
  private static final int SPECIFIC = 8;

  static Set<String> of(Collection<ImportedPatient> patients) {
    var needles = new TreeSet<String>();
    for (var patient : patients) {
      needles.add(word(patient.family()));
      patient.given().forEach(given -> needles.add(word(given)));
      needles.add(patient.name());
      needles.add(patient.birthDate().toString());
      patient.claims().stream().flatMap(claim -> diagnoses(claim.claim())).forEach(needles::add);
    }
    needles.removeIf(String::isBlank);
    return needles;
  }

  private static String word(String name) {
    return name.length() >= SPECIFIC ? name : '"' + name + '"';
  }

  private static Stream<String> diagnoses(com.fasterxml.jackson.databind.JsonNode claim) {
    var texts = new TreeSet<String>();
    for (var diagnosis : claim.path("diagnosis")) {
      var concept = diagnosis.path("diagnosisCodeableConcept");
      texts.add(concept.path("text").asText());
      concept.path("coding").forEach(coding -> texts.add(coding.path("display").asText()));
    }
    return texts.stream().filter(text -> text.length() >= SPECIFIC);
  }

  private Needles() {}
}
