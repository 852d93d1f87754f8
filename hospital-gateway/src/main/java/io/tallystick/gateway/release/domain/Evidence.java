package io.tallystick.gateway.release.domain;

import java.time.Instant;
import java.util.List;

/**
 * A payer's request for evidence on one claim, matched to a patient and records here.
 *
 * @param classes FHIR resource types asked for
 * @param patientId absent if nobody here fits
 * @param recordIds records of the claim's encounters, empty if there are none
 * @param attempts decisions taken so far
 */
public record Evidence(
    String grantee,
    String requestId,
    String claimId,
    String purpose,
    List<String> classes,
    String patientId,
    List<String> recordIds,
    Instant deadline,
    int attempts) {

  public Evidence {
    classes = List.copyOf(classes);
    recordIds = List.copyOf(recordIds);
  }
}
