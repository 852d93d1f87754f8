package io.tallystick.gateway.exchange.domain;

import io.tallystick.vocabulary.consent.WhoAsks;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A clinician's search at other hospitals.
 *
 * @param askedBy the clinician's name in the staff realm
 * @param deadline after it nobody is waited for
 * @param askers by hospital, this institution's signed word on who asks; empty for searches from
 *     before it was given
 */
public record Search(
    String searchId,
    String patientId,
    String askedBy,
    Instant askedAt,
    Instant deadline,
    Sought sought,
    List<Ask> asks,
    Map<String, WhoAsks> askers) {

  public Search {
    asks = List.copyOf(asks);
    askers = askers == null ? Map.of() : Map.copyOf(askers);
  }

  /**
   * @param taskId the FHIR Task there, absent until it was taken
   * @param accessId the access on the ledger, absent unless received
   */
  public record Ask(
      String searchId, String custodian, String taskId, State state, String accessId) {}

  public enum State {
    /** The hospital hasn't taken the request yet. */
    TO_SEND,
    /** For a consent, or a decision; whether there is such a patient isn't told. */
    WAITING,
    RECEIVED,
    /** Nothing is released, and why isn't told. */
    NOTHING
  }
}
