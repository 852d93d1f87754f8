package io.tallystick.kit.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.tallystick.vocabulary.consent.WhoAsks;
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
 * @param asker the payer's signed word on who asks; absent if it says nothing
 */
public record EvidenceRequested(
    String requestId,
    String claimId,
    String purpose,
    List<String> encounters,
    Patient patient,
    List<String> classes,
    Instant deadline,
    WhoAsks asker) {

  /** Nothing is told of who asks. */
  public EvidenceRequested(
      String requestId,
      String claimId,
      String purpose,
      List<String> encounters,
      Patient patient,
      List<String> classes,
      Instant deadline) {
    this(requestId, claimId, purpose, encounters, patient, classes, deadline, null);
  }

  @JsonCreator
  public EvidenceRequested {}

  public record Patient(
      List<Identifier> identifiers, String family, String given, LocalDate birthDate) {}

  public record Identifier(String system, String value) {}
}
