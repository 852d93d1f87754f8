package io.tallystick.kit.events.content;

/**
 * {@code evidence.refused}, custodian to payer, by reference.
 *
 * @param reason name of a {@code LedgerOperation.DenialReason}
 * @param consentAsked whether the patient is asked for consent; without consent and not asked means
 *     that they declined
 */
public record EvidenceRefused(
    String decisionId, String requestId, String claimId, String reason, boolean consentAsked) {}
