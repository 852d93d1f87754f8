package io.tallystick.cli.demo.stage;

import io.tallystick.cli.demo.synthea.ImportedClaim;
import java.util.Optional;

/**
 * A claim that was sent, and what the hospital's claims desk answered.
 *
 * @param scheduledNanos when it was due, {@link System#nanoTime()}; waiting of the sender's own
 *     counts as the system's
 * @param acceptedNanos when the answer had arrived
 * @param claimId the id acknowledged over HTTP; empty if it was refused
 * @param problem why it was refused, or null
 */
public record SentClaim(
    ImportedClaim claim,
    String claimNumber,
    String billNumber,
    long scheduledNanos,
    long acceptedNanos,
    Optional<String> claimId,
    String problem) {}
