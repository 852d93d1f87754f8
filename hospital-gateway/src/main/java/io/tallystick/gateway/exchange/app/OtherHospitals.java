package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.vocabulary.consent.WhoAsks;
import java.time.Instant;

/** The other hospitals' gateways: a request for records there, as a FHIR Task that is sealed. */
public interface OtherHospitals {

  sealed interface Standing {

    /** Taken, and not decided. */
    record Waiting(String taskId) implements Standing {}

    /**
     * @param accessId whose release may be fetched
     */
    record Released(String taskId, String accessId) implements Standing {}

    record Refused(String taskId) implements Standing {}

    record Unreachable() implements Standing {}
  }

  sealed interface Fetched {
    /**
     * @param compact JWE to this institution
     */
    record Sealed(String compact) implements Fetched {}

    /** Not any more, or not to us. */
    record Gone() implements Fetched {}

    record Unreachable() implements Fetched {}
  }

  /**
   * @param searchId names the Task, so that asking again asks nothing new
   * @param patient the own FHIR Patient, whom the other hospital matches to one of its own
   * @param asker the own signed word on who asks; null if none is given
   */
  Standing ask(
      String custodian,
      String searchId,
      byte[] patient,
      Sought sought,
      Instant askedAt,
      Instant deadline,
      WhoAsks asker);

  Standing look(String custodian, String taskId);

  Fetched fetch(String custodian, String accessId);
}
