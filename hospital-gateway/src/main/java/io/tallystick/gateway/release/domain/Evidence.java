package io.tallystick.gateway.release.domain;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.WhoAsks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An institution's request for records, matched to a patient and records here: a payer's for the
 * evidence of one claim, or anybody's FHIR Task.
 *
 * @param claimId absent if it rests on no claim
 * @param classes FHIR resource types asked for
 * @param patientId absent if nobody here fits
 * @param recordIds records of the claim's encounters, empty if there are none; a Task asks for all
 *     records there are at the decision
 * @param attempts decisions taken so far
 * @param scope all that is asked for, classes included
 * @param outcome absent while nothing is to be said beside the decision
 * @param asker the grantee's signed word on who asks within it, checked; absent if it gave none
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
    int attempts,
    Via via,
    AskedScope scope,
    State state,
    Outcome outcome,
    Instant changedAt,
    WhoAsks asker) {

  /** How it came, and so how it is answered. */
  public enum Via {
    /** By event: denied at once without a consent, and asked again after one. */
    EVIDENCE,
    /** By FHIR Task: waits for the patient, and is decided when its requester reads it. */
    TASK
  }

  public enum State {
    TO_DECIDE,
    /** A decision is on its way to the ledger. */
    DECIDED,
    /** The decision is on the ledger. */
    ANSWERED,
    FAILED,
    /** For the patient's consent; nobody is told whether there is such a patient. */
    WAITING,
    /** The patient has consented; the next read decides. */
    READY,
    CANCELLED
  }

  /** What a requester is told beside the decision. */
  public enum Outcome {
    DECLINED,
    LAPSED,
    /** The consent was taken back before the release was fetched. */
    WITHDRAWN,
    /** The consent allows a part of what was asked. */
    PART
  }

  public Evidence {
    classes = List.copyOf(classes);
    recordIds = List.copyOf(recordIds);
  }

  /** A payer's request for the evidence of a claim. */
  public Evidence(
      String grantee,
      String requestId,
      String claimId,
      String purpose,
      List<String> classes,
      String patientId,
      List<String> recordIds,
      Instant deadline,
      int attempts,
      WhoAsks asker) {
    this(
        grantee,
        requestId,
        claimId,
        purpose,
        classes,
        patientId,
        recordIds,
        deadline,
        attempts,
        Via.EVIDENCE,
        AskedScope.ofClasses(classes),
        State.TO_DECIDE,
        null,
        null,
        asker);
  }

  /** A Task's request for whatever records a patient has here. */
  public static Evidence ofTask(
      String grantee,
      String taskId,
      String purpose,
      AskedScope scope,
      String patientId,
      Instant deadline,
      WhoAsks asker) {
    return new Evidence(
        grantee,
        taskId,
        null,
        purpose,
        scope.classes(),
        patientId,
        List.of(),
        deadline,
        0,
        Via.TASK,
        scope,
        State.TO_DECIDE,
        null,
        null,
        asker);
  }

  /** What consents are evaluated for, at this moment. */
  public AccessRequest request(Instant now) {
    return word(now)
        .map(asks -> asks.word().at(now))
        .orElseGet(() -> new AccessRequest(grantee, purpose, now));
  }

  /** The grantee's word while it serves; its term is that of the request at most. */
  public Optional<WhoAsks> word(Instant now) {
    return Optional.ofNullable(asker).filter(asks -> now.isBefore(asks.word().notAfter()));
  }

  /** Who asks within the grantee, as far as it was told. */
  public List<Actor> actors() {
    return asker == null ? List.of() : asker.word().actors();
  }

  /** Unanswered at its deadline; nothing fires, readers compute it. */
  public boolean lapsed(Instant now) {
    return state == State.WAITING && !now.isBefore(deadline);
  }
}
