package io.tallystick.kit.erasure;

import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import java.time.Instant;

/**
 * An access in the own copy of the ledger, with what its recipient owes for it.
 *
 * @param owedSince when the consent was revoked, the break-glass found unjustified, or the
 *     consent's term ended; null if nothing is or was owed
 */
public record AccessStanding(Access access, ReceiptStatus receipt, Instant owedSince) {}
