package io.tallystick.kit.events.content;

import java.util.List;

/**
 * {@code claim.adjudicated}, and {@code claim.settled} (the only one when straight through), payer
 * to provider, sealed.
 *
 * @param document the exact committed bytes: FHIR {@code ClaimResponse} in JSON
 * @param salt opens the claim's adjudication commitment
 * @param outcome name of a {@code LedgerOperation.AdjudicationOutcome}
 * @param reasonCodes CARC codes used, sorted, each once
 */
public record ClaimAdjudicated(
    String claimId,
    byte[] document,
    byte[] salt,
    String outcome,
    List<String> reasonCodes,
    boolean settled) {}
