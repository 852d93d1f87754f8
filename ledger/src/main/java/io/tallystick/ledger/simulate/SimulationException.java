package io.tallystick.ledger.simulate;

/** A request of a chaincode that cannot be answered; the message goes back to the chaincode. */
public final class SimulationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SimulationException(String message) {
    super(message);
  }
}
