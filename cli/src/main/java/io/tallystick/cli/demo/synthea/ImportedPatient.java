package io.tallystick.cli.demo.synthea;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One synthetic patient with everything of the window. */
public record ImportedPatient(
    String syntheaId,
    String family,
    List<String> given,
    String gender,
    LocalDate birthDate,
    Optional<LocalDate> deceased,
    List<CoveragePeriod> coverages,
    List<ImportedRecord> records,
    List<ImportedClaim> claims) {

  private static final int OF_AGE = 18;

  /** The hospitals that hold records of this patient, by org id. */
  public Set<String> hospitals() {
    return records.stream().map(ImportedRecord::hospital).collect(Collectors.toSet());
  }

  /**
   * Who may sign for this patient on that day: {@code self}, {@code guardian} or {@code executor}.
   */
  public String actsAs(LocalDate today) {
    if (deceased.isPresent()) return "executor";
    return birthDate.isAfter(today.minusYears(OF_AGE)) ? "guardian" : "self";
  }

  public String name() {
    return String.join(" ", given) + " " + family;
  }

  /** The medical record number that a hospital knows this patient by. */
  public String mrn(String hospital) {
    return mrn(hospital, syntheaId);
  }

  static String mrn(String hospital, String syntheaId) {
    return hospital.charAt(0) + "-" + syntheaId.substring(0, 8);
  }
}
