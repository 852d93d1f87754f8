package io.tallystick.claims.status.domain;

import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A claim with all its lines and steps; see {@link ClaimSummary} for the fields they share. */
public record Timeline(
    String claimId,
    String claimNumber,
    String provider,
    String payer,
    String state,
    long version,
    String outcome,
    String pendReason,
    Instant deadline,
    String refusal,
    LocalDate serviceDate,
    Money total,
    String currency,
    Money paid,
    Money patientOwes,
    List<ClaimLine> lines,
    List<String> reasonCodes,
    List<TimelineStep> steps) {

  public static Timeline of(ClaimSummary claim, List<ClaimLine> lines, List<TimelineStep> steps) {
    return new Timeline(
        claim.claimId(),
        claim.claimNumber(),
        claim.provider(),
        claim.payer(),
        claim.state(),
        claim.version(),
        claim.outcome(),
        claim.pendReason(),
        claim.deadline(),
        claim.refusal(),
        claim.serviceDate(),
        claim.total(),
        claim.total() == null ? null : claim.total().currency(),
        claim.paid(),
        claim.patientOwes(),
        lines,
        claim.reasonCodes(),
        steps);
  }
}
