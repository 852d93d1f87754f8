package io.tallystick.insurer.adjudication.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A claim on this payer's desk, without what was billed.
 *
 * @param version the claim's version on the ledger that the next step expects
 * @param memberId absent when the patient isn't known as a member
 * @param plan plan id of the enrolment that answers for it
 * @param servicesIndex equal for claims that bill the same services, by blind index
 * @param received the day that counts for timely filing
 * @param requestId of the last request for evidence
 * @param asks how many requests for evidence were sent
 * @param needed FHIR resource types last asked for
 * @param deadline after it the claim is decided with what is there
 * @param opId of the last ledger command
 */
public record CaseFile(
    String claimId,
    String provider,
    String use,
    CaseStage stage,
    long version,
    Optional<String> memberId,
    Optional<String> plan,
    String servicesIndex,
    Money total,
    LocalDate serviceDate,
    LocalDate received,
    Optional<String> requestId,
    int asks,
    Set<String> needed,
    Optional<PendReason> pendReason,
    Optional<Instant> deadline,
    Optional<String> opId,
    Optional<AdjudicationOutcome> outcome,
    Optional<Money> paid,
    Optional<Money> patient,
    Instant changedAt) {

  /** Preauthorizations and predeterminations end adjudicated, and take nothing (design §4). */
  public boolean asksForPayment() {
    return "claim".equals(use);
  }
}
