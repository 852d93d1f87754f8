package io.tallystick.ledger.identity;

/** A serialized identity that belongs to no organisation of the channel. */
public final class UnknownIdentityException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownIdentityException(String message) {
    super(message);
  }
}
