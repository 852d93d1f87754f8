package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.gateway.consents.domain.Coverage;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.Provision.Code;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What institutions ask of patients. */
public interface ConsentRequests {

  int MOST_OPEN = 20;

  /**
   * @param classes FHIR resource types
   * @param dataFrom first clinical date of what is asked for
   * @param claimId the claim it is asked for, absent if for none
   * @param deadline after it the grantee decides without, or the request has lapsed; absent if it
   *     didn't say
   * @param codes only what carries one of these; empty means any
   * @param labels sensitivity labels that are asked for expressly
   * @param filters further narrowing, as {@link AskedScope} has it
   * @param granted how much of it the patient allowed, absent until answered and for a claim
   * @param actors who asks within the grantee, as it told; not kept for a claim
   */
  record Asked(
      String requestId,
      String patientId,
      String grantee,
      String claimId,
      String purpose,
      List<String> classes,
      LocalDate dataFrom,
      LocalDate dataUntil,
      Instant askedAt,
      Instant deadline,
      State state,
      List<Code> codes,
      List<String> labels,
      Map<String, List<Code>> filters,
      Coverage granted,
      List<Actor> actors) {

    public Asked(
        String requestId,
        String patientId,
        String grantee,
        String claimId,
        String purpose,
        List<String> classes,
        LocalDate dataFrom,
        LocalDate dataUntil,
        Instant askedAt,
        Instant deadline,
        State state) {
      this(
          requestId, patientId, grantee, claimId, purpose, classes, dataFrom, dataUntil, askedAt,
          deadline, state, List.of(), List.of(), Map.of(), null, List.of());
    }

    public AskedScope scope() {
      return new AskedScope(classes, codes, labels, dataFrom, dataUntil, filters);
    }

    /** As the grantee makes it at this moment. */
    public AccessRequest request(Instant now) {
      return new AccessRequest(grantee, purpose, now, actors, List.of());
    }

    /** Unanswered at its deadline; nothing fires, readers compute it. */
    public boolean lapsed(Instant now) {
      return state == State.OPEN && deadline != null && !now.isBefore(deadline);
    }
  }

  enum State {
    OPEN,
    ANSWERED,
    DECLINED,
    /** By whoever asked. */
    WITHDRAWN
  }

  /**
   * Once per grantee and claim; asked again, it is open again, unless the patient declined it.
   * Without a claim once per request, and for {@link #MOST_OPEN} of one grantee at a time at most:
   * more aren't put before the patient and lapse.
   *
   * @return whether the patient is asked now
   */
  boolean ask(Handle tx, Asked asked);

  /** The request, locked until the transaction ends. */
  Optional<Asked> lock(Handle tx, String requestId);

  void declined(Handle tx, String requestId, Instant at);

  void withdrawn(Handle tx, String requestId);

  /** The patient has answered whatever this grantee asked for claims. */
  void answered(Handle tx, String patientId, String grantee);

  /** One request that rests on no claim is answered. */
  void answered(Handle tx, String requestId, Coverage granted);

  /** Those that wait and haven't lapsed, locked until the transaction ends. */
  List<Asked> openWithoutClaim(Handle tx, String patientId, String grantee, Instant now);

  /** Latest first. */
  List<Asked> ofPatient(Handle tx, String patientId);
}
