package io.tallystick.gateway.patients.adapter;

import io.tallystick.gateway.patients.domain.Demographics;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.patients.domain.PatientProfile;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.Patient;

/** Reads what identifies a person from a FHIR R4 Patient. */
final class FhirPatients {

  static PatientProfile profile(Patient patient) {
    var identifiers =
        patient.getIdentifier().stream()
            .filter(i -> i.hasSystem() && i.hasValue())
            .map(i -> new PatientIdentifier(i.getSystem(), i.getValue()))
            .distinct()
            .toList();
    var name = patient.getNameFirstRep();
    return new PatientProfile(
        identifiers,
        new Demographics(
            name.getFamily(),
            name.hasGiven() ? name.getGiven().getFirst().getValue() : null,
            birthDate(patient)));
  }

  /** A birth date that isn't known to the day (FHIR allows a year) can't be matched by. */
  private static LocalDate birthDate(Patient patient) {
    var written = patient.getBirthDateElement().getValueAsString();
    return written == null || written.length() != 10 ? null : LocalDate.parse(written);
  }

  private FhirPatients() {}
}
