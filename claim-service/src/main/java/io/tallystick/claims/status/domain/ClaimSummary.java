package io.tallystick.claims.status.domain;

import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One claim in a list. An observer is given ledger facts only: no number, patient, date or amount.
 *
 * @param state a state of the ledger's claim lifecycle, or before that {@code QUEUED} (on its way
 *     to the ledger) or {@code REFUSED} (by the ledger, see {@code refusal})
 * @param version on the ledger, 0 before
 * @param outcome the ledger's adjudication outcome once decided
 * @param pendReason while pended
 * @param deadline while pended: after it the payer decides with what it has
 * @param refusal the ledger's code, e.g. {@code bill.locked}
 */
public record ClaimSummary(
    String claimId,
    String claimNumber,
    String provider,
    String payer,
    String patientId,
    String use,
    LocalDate serviceDate,
    Money total,
    String state,
    long version,
    String outcome,
    String pendReason,
    Instant deadline,
    String refusal,
    Money paid,
    Money patientOwes,
    List<String> reasonCodes,
    Instant updatedAt,
    String txid) {

  public static final String QUEUED = "QUEUED";
  public static final String REFUSED = "REFUSED";
}
