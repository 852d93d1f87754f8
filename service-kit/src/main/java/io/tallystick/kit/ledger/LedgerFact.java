package io.tallystick.kit.ledger;

import java.time.Instant;

/**
 * One accepted operation, as this institution's own copy of the chain has it.
 *
 * @param transaction {@code contract:function}
 * @param key the entry it created or moved
 * @param version that entry's version after it
 * @param creatorMsp the MSP that submitted it
 * @param at the transaction's time
 */
public record LedgerFact(
    String opId,
    String txid,
    long block,
    String transaction,
    String key,
    long version,
    String creatorMsp,
    Instant at) {}
