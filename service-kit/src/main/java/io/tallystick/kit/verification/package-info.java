/**
 * What a service shows to whoever verifies it against the chain: the rows that follow from the
 * ledger, and what its kept documents commit to. Ids, hashes, codes and times; never a document.
 */
package io.tallystick.kit.verification;
