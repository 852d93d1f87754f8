package io.tallystick.ledger.chaincode;

/** The chaincode server could not be reached in time. */
final class NotConnectedException extends ExecutionFailedException {
  private static final long serialVersionUID = 1L;

  NotConnectedException(String message) {
    super(message);
  }
}
