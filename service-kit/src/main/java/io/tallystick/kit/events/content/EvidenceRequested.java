package io.tallystick.kit.events.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * {@code evidence.requested}, payer to custodian, sealed.
 *
 * @param purpose HL7 v3 ActReason, {@code HPAYMT}
 * @param encounters values of the claim's encounter identifiers
 * @param patient demographics to match by, as {@code $member-match}
 * @param classes FHIR resource types asked for
 */
public record EvidenceRequested(
    String requestId,
    String claimId,
    String purpose,
    List<String> encounters,
    Patient patient,
    List<String> classes,
    Instant deadline) {

  public record Patient(
      List<Identifier> identifiers, String family, String given, LocalDate birthDate) {}

  public record Identifier(String system, String value) {}
}
