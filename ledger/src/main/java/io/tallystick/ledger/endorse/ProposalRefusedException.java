package io.tallystick.ledger.endorse;

/** A proposal that an endorser doesn't even execute: malformed, forged, expired or repeated. */
public final class ProposalRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unanswered;

  public ProposalRefusedException(String message) {
    this(message, false);
  }

  private ProposalRefusedException(String message, boolean unanswered) {
    super(message);
    this.unanswered = unanswered;
  }

  /** Refused at the peer's door, before the endorser itself saw it. */
  static ProposalRefusedException atTheDoor(String message) {
    return new ProposalRefusedException(message, true);
  }

  /** Whether a Fabric peer gives no answer but the error: its gateway takes that for an outage. */
  public boolean unanswered() {
    return unanswered;
  }
}
