package io.tallystick.gateway.enrolment.domain;

import io.tallystick.gateway.patients.domain.Demographics;
import java.time.LocalDate;

/**
 * Whom an enrolment is about, in the applicant's words: the patient, not the representative.
 *
 * @param mrn the institution's medical record number, absent if not known
 */
public record Applicant(String family, String given, LocalDate birthDate, String mrn) {

  public Demographics demographics() {
    return new Demographics(family, given, birthDate);
  }

  public String displayName() {
    return given + " " + family;
  }
}
