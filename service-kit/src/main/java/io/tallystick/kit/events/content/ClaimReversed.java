package io.tallystick.kit.events.content;

/**
 * {@code claim.reversed}, payer to provider, sealed.
 *
 * @param document the exact committed bytes: JSON with the member {@code reason}
 * @param salt opens the claim's reversal commitment
 */
public record ClaimReversed(String claimId, byte[] document, byte[] salt) {}
