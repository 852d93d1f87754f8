package io.tallystick.gateway.breakglass.domain;

import io.tallystick.gateway.patients.domain.PatientIdentifier;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A clinician asks another hospital for records without consent; travels sealed to the custodian.
 *
 * @param requestId 32 hexadecimal digits; asked again with the same one, the custodian gives the
 *     same answer
 * @param purpose HL7 v3 ActReason: {@code ETREAT} or {@code BTG}
 * @param reason in the clinician's words, for the patient and the reviewer
 * @param clinician who asks
 * @param role as what, e.g. {@code emergency physician}
 * @param classes FHIR resource types that are needed; none means all
 */
public record EmergencyRequest(
    String requestId,
    Wanted patient,
    String purpose,
    String reason,
    String clinician,
    String role,
    List<String> classes) {

  /**
   * @param family with {@code given} and {@code birthDate} where no identifier is known
   */
  public record Wanted(
      List<PatientIdentifier> identifiers, String family, String given, LocalDate birthDate) {
    public Wanted {
      identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    }
  }

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z]{1,60}");
  private static final Set<String> PURPOSES = Set.of("ETREAT", "BTG");
  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_NAME = 100;

  public EmergencyRequest {
    classes = classes == null ? List.of() : List.copyOf(classes);
  }

  /** The element that is missing or can't be; empty if there is none. */
  public Optional<String> fault() {
    if (requestId == null || !ID.matcher(requestId).matches()) return Optional.of("requestId");
    if (patient == null) return Optional.of("patient");
    if (purpose == null || !PURPOSES.contains(purpose)) return Optional.of("purpose");
    if (!isText(reason, SHORTEST_REASON, LONGEST_REASON)) return Optional.of("reason");
    if (!isText(clinician, 1, LONGEST_NAME)) return Optional.of("clinician");
    if (!isText(role, 2, LONGEST_NAME)) return Optional.of("role");
    boolean types = classes.stream().allMatch(type -> CLASS.matcher(type).matches());
    return types ? Optional.empty() : Optional.of("classes");
  }

  private static boolean isText(String text, int shortest, int longest) {
    return text != null && text.strip().length() >= shortest && text.length() <= longest;
  }
}
