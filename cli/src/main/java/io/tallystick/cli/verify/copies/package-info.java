/** Compares what services keep of the ledger with what follows from the chain. */
package io.tallystick.cli.verify.copies;
