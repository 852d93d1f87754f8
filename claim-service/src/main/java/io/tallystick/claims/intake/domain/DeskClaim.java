package io.tallystick.claims.intake.domain;

import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A claim as the desk enters it in its book.
 *
 * @param patientId the institution's own id of the patient
 * @param total absent in a preauthorization without amounts
 * @param serviceDate first day of service, absent if the claim tells none
 * @param submitOp the ledger operation that submits it
 */
public record DeskClaim(
    String claimId,
    String claimNumber,
    String billNumber,
    String patientId,
    String payer,
    String use,
    Money total,
    int lines,
    LocalDate serviceDate,
    String submitOp,
    Instant receivedAt) {}
