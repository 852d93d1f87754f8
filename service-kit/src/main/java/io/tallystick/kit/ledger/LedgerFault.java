package io.tallystick.kit.ledger;

/** A call that didn't come to an outcome: nothing is known, and it may be tried again. */
final class LedgerFault extends RuntimeException {

  LedgerFault(String call, Exception cause) {
    super(cause == null ? call : call + ": " + cause.getMessage(), cause);
  }
}
