package io.tallystick.gateway.requests.adapter;

import java.util.List;

/** Code systems of Da Vinci CDex 2.1 Tasks, and those this service adds. */
final class TaskCodes {

  static final String PROFILE =
      "http://hl7.org/fhir/us/davinci-cdex/StructureDefinition/cdex-task-data-request";
  static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";
  static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";
  static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";

  /** Inputs beside CDex's: {@code data-period}, {@code sensitivity-label}, {@link #ASKER}. */
  static final String INPUTS = "https://tallystick.example/ns/task-input";

  /** Where a Task stands; {@code TaskStanding.Reason}'s codes. */
  static final String STANDING = "https://tallystick.example/ns/task-standing";

  static final String DECISION = "https://tallystick.example/ns/decision";

  /**
   * The requester's word on who asks within it: canonical JSON of {@link
   * io.tallystick.vocabulary.consent.WhoAsks}.
   */
  static final String ASKER = "who-asks";

  static final String QUERY = "data-query";
  static final String CODE = "data-code";

  /** A code without its system means the code in each of these. */
  static final List<String> CLINICAL =
      List.of(
          "http://loinc.org",
          "http://snomed.info/sct",
          "http://www.nlm.nih.gov/research/umls/rxnorm",
          "http://hl7.org/fhir/sid/icd-10-cm",
          "http://hl7.org/fhir/sid/icd-10",
          "http://hl7.org/fhir/sid/cvx");

  /** What a code alone may be asked of. */
  static final List<String> CODED =
      List.of(
          "AllergyIntolerance",
          "Condition",
          "DiagnosticReport",
          "DocumentReference",
          "ImagingStudy",
          "Immunization",
          "MedicationAdministration",
          "MedicationRequest",
          "Observation",
          "Procedure");

  private TaskCodes() {}
}
