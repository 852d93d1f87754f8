package io.tallystick.ledger.endorse;

/** A proposal that an endorser doesn't even execute: malformed, forged or repeated. */
public final class ProposalRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public ProposalRefusedException(String message) {
    super(message);
  }
}
