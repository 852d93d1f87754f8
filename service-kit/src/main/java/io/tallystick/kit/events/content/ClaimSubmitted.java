package io.tallystick.kit.events.content;

import java.time.Instant;

/**
 * {@code claim.submitted}, provider to payer, sealed.
 *
 * @param document the exact committed bytes: a FHIR {@code Claim}, or a PAS Bundle whose first
 *     entry is the Claim
 * @param salt opens the claim's commitment
 * @param provider org id
 * @param receivedAt when the provider's claims desk took it in
 */
public record ClaimSubmitted(
    String claimId, byte[] document, byte[] salt, String provider, Instant receivedAt) {}
