package io.tallystick.kit.events.content;

import java.time.Instant;

/**
 * {@code erasure.receipted}, recipient to custodian, by reference; the ledger has the same.
 *
 * @param disposition name of a {@code LedgerEntry.Disposition}
 * @param ground name of a {@code LedgerEntry.RetentionGround}; with {@code until} only if retained
 */
public record ErasureReceipted(String accessId, String disposition, String ground, Instant until) {}
