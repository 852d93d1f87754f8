package io.tallystick.kit.events.content;

/**
 * {@code evidence.refused}, custodian to payer, by reference.
 *
 * @param reason name of a {@code LedgerOperation.DenialReason}
 * @param consentAsked whether the patient was asked for consent
 */
public record EvidenceRefused(
    String decisionId, String requestId, String claimId, String reason, boolean consentAsked) {}
