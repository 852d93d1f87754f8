package io.tallystick.ledger.validate;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Carries the code with which a transaction stays in its block. */
final class InvalidTransactionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final TxValidationCode code;

  InvalidTransactionException(TxValidationCode code) {
    super(code.name(), null, false, false);
    this.code = code;
  }

  TxValidationCode code() {
    return code;
  }

  static void require(boolean holds, TxValidationCode otherwise)
      throws InvalidTransactionException {
    if (!holds) {
      throw new InvalidTransactionException(otherwise);
    }
  }
}
