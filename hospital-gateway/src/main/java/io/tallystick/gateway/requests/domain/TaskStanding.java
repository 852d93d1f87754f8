package io.tallystick.gateway.requests.domain;

import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a Task stands, in the words of Da Vinci CDex. It tells nothing of a patient or of records
 * that no consent has opened.
 *
 * @param status FHIR R4 Task.status
 * @param reason why it is rejected or failed, what it waits for, or how far it is granted
 * @param decisionId whose release may be fetched; absent unless completed
 */
public record TaskStanding(String status, Reason reason, String decisionId) {

  /** A code and words for people. */
  public enum Reason {
    AWAITING_CONSENT(
        "awaiting-consent", "No consent covers this yet; a patient known here is asked"),
    DECIDING("deciding", "A decision is on its way to the ledger"),
    GRANTED("granted", "The patient allows it; read the Task by its id to have it released"),
    RELEASED("released", "Released as asked"),
    RELEASED_IN_PART("released-in-part", "The consent allows a part of what was asked"),
    DECLINED("declined", "The patient declined"),
    LAPSED("lapsed", "Nobody answered by the deadline"),
    CONSENT_DENIES("consent-denies", "The patient's consent excludes this"),
    CONSENT_WITHDRAWN("consent-withdrawn", "The consent was taken back"),
    NO_MATCHING_RESULTS("no-matching-results", "No matching results"),
    NO_DECISION("no-decision", "The ledger took no decision on it"),
    CANCELLED("cancelled", "Cancelled by its requester");

    private final String code;
    private final String text;

    Reason(String code, String text) {
      this.code = code;
      this.text = text;
    }

    public String code() {
      return code;
    }

    public String text() {
      return text;
    }
  }

  /**
   * @param decision the latest on it
   */
  public static TaskStanding of(Evidence asked, Optional<Decision> decision, Instant now) {
    if (asked.lapsed(now)) return rejected(Reason.LAPSED);
    return switch (asked.state()) {
      case WAITING -> new TaskStanding("accepted", Reason.AWAITING_CONSENT, null);
      case READY -> new TaskStanding("in-progress", Reason.GRANTED, null);
      case CANCELLED -> new TaskStanding("cancelled", Reason.CANCELLED, null);
      case FAILED -> new TaskStanding("failed", Reason.NO_DECISION, null);
      case TO_DECIDE, DECIDED ->
          asked.outcome() == null || asked.outcome() == Evidence.Outcome.PART
              ? new TaskStanding("in-progress", Reason.DECIDING, null)
              : refused(asked, DenialReason.NO_CONSENT);
      case ANSWERED -> answered(asked, decision.orElseThrow());
    };
  }

  private static TaskStanding answered(Evidence asked, Decision decision) {
    if (!decision.permitted()) return refused(asked, decision.reason());
    var how = asked.outcome() == Evidence.Outcome.PART ? Reason.RELEASED_IN_PART : Reason.RELEASED;
    return new TaskStanding("completed", how, decision.decisionId());
  }

  private static TaskStanding refused(Evidence asked, DenialReason reason) {
    return switch (reason) {
      case NO_SUCH_RECORD -> new TaskStanding("failed", Reason.NO_MATCHING_RESULTS, null);
      case CONSENT_DENIES -> rejected(Reason.CONSENT_DENIES);
      case NO_CONSENT ->
          rejected(
              switch (asked.outcome()) {
                case DECLINED -> Reason.DECLINED;
                case WITHDRAWN -> Reason.CONSENT_WITHDRAWN;
                case null, default -> Reason.LAPSED;
              });
    };
  }

  private static TaskStanding rejected(Reason reason) {
    return new TaskStanding("rejected", reason, null);
  }
}
