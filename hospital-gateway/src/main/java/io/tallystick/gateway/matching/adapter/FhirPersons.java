package io.tallystick.gateway.matching.adapter;

import io.tallystick.gateway.matching.domain.Person;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;

/** Reads what tells people apart from a FHIR R4 Patient. */
public final class FhirPersons {

  private static final int MOST_NAMES = 8;

  public static Person of(Patient patient) {
    return new Person(
        patient.getName().stream().limit(MOST_NAMES).map(FhirPersons::name).toList(),
        birthDate(patient),
        patient.hasGender() ? patient.getGender().toCode() : null,
        patient.getAddress().stream()
            .filter(Address::hasPostalCode)
            .map(Address::getPostalCode)
            .findFirst()
            .orElse(null));
  }

  /** The first given name, as everywhere; the others follow it. */
  private static Person.Name name(HumanName name) {
    var given =
        name.getGiven().stream().map(PrimitiveType::getValue).collect(Collectors.joining(" "));
    return new Person.Name(name.getFamily(), given.isEmpty() ? null : given);
  }

  private static LocalDate birthDate(Patient patient) {
    var written = patient.getBirthDateElement().getValueAsString();
    return written == null || written.length() != 10 ? null : LocalDate.parse(written);
  }

  private FhirPersons() {}
}
