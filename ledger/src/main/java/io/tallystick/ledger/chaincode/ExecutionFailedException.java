package io.tallystick.ledger.chaincode;

/** The chaincode gave no result: not connected, gone, too slow, or it failed. */
public class ExecutionFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public ExecutionFailedException(String message) {
    super(message);
  }
}
