package io.tallystick.kit.ledger;

/**
 * One world-state entry as a valid transaction wrote it, its parties' endorsements checked.
 *
 * @param <T> a record of {@link io.tallystick.vocabulary.ledger.LedgerEntry}, or {@link
 *     io.tallystick.vocabulary.org.Org}
 * @param fact the operation that wrote it
 */
public record AppliedEntry<T>(String key, T entry, LedgerFact fact) {}
