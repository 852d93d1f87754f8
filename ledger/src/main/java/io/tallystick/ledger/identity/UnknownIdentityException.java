package io.tallystick.ledger.identity;

import java.util.Optional;

/** A serialized identity that is nobody's of the channel. */
public final class UnknownIdentityException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String mspId;

  UnknownIdentityException(String message) {
    this(message, null);
  }

  private UnknownIdentityException(String message, String mspId) {
    super(message);
    this.mspId = mspId;
  }

  /** A certificate that is the organisation's but not one of an identity, as it should be. */
  static UnknownIdentityException invalid(String mspId, String message) {
    return new UnknownIdentityException(message, mspId);
  }

  /** The organisation whose certificate it is, although it is none of an identity. */
  public Optional<String> mspId() {
    return Optional.ofNullable(mspId);
  }
}
