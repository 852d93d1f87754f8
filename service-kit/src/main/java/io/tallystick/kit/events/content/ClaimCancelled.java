package io.tallystick.kit.events.content;

/** {@code claim.cancelled}, provider to payer, sealed. */
public record ClaimCancelled(String claimId, String reason) {}
