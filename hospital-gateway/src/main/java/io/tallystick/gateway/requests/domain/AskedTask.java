package io.tallystick.gateway.requests.domain;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.gateway.matching.domain.Person;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.vocabulary.consent.WhoAsks;
import java.time.Instant;
import java.util.List;

/**
 * What a FHIR Task asks for, read and found sound.
 *
 * @param identifier the requester's own, {@code system|value}; absent if it gave none
 * @param identifiers of the patient, may be empty if names and birth date are told
 * @param purpose HL7 v3 ActReason
 * @param asker the requester's word on who asks within it; absent if it gave none
 */
public record AskedTask(
    String identifier,
    List<PatientIdentifier> identifiers,
    Person person,
    String purpose,
    AskedScope scope,
    Instant deadline,
    WhoAsks asker) {

  public AskedTask {
    identifiers = List.copyOf(identifiers);
  }
}
