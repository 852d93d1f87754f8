/** What institutions on a network of their own agree on before anything is on the ledger. */
package io.tallystick.cli.founding;
