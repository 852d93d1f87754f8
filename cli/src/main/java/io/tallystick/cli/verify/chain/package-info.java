/**
 * Reads Fabric blocks and says what is wrong with them: no network, no clock, nothing of claims.
 *
 * <p>Blocks are validated anew from block 0 on, as a peer would. That is written a second time on
 * purpose, beside the dev ledger's own validator: a check that shares the code of what it checks
 * shares its mistakes. Hashes, signatures and policy trees are common.
 */
package io.tallystick.cli.verify.chain;
