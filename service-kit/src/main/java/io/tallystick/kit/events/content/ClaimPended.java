package io.tallystick.kit.events.content;

import java.time.Instant;

/**
 * {@code claim.pended}, payer to provider, sealed.
 *
 * @param reason name of a {@code LedgerOperation.PendReason}
 * @param deadline after it the payer decides with what it has
 * @param text one sentence for the claims desk
 */
public record ClaimPended(String claimId, String reason, Instant deadline, String text) {}
