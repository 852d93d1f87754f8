package io.tallystick.gateway.enrolment.domain;

import io.tallystick.gateway.patients.domain.Demographics;
import java.time.LocalDate;

/**
 * Whom an enrolment is about, in the applicant's words: the patient, not the representative.
 *
 * @param mrn the institution's medical record number, absent if not known
 * @param applicant the representative's own name; absent where the patient applies, or where none
 *     was told
 */
public record Applicant(
    String family, String given, LocalDate birthDate, String mrn, String applicant) {

  public Demographics demographics() {
    return new Demographics(family, given, birthDate);
  }

  public String displayName() {
    return given + " " + family;
  }
}
