package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.Accepted;
import java.time.Instant;

/**
 * That an operation is final on the ledger.
 *
 * @param txid Fabric transaction id, hexadecimal
 * @param block number of its block
 * @param committedAt when this service learnt of the commit
 */
public record LedgerReceipt(String txid, long block, Accepted accepted, Instant committedAt) {}
