package io.tallystick.ledger.block;

/** The block files don't hold what was written; the message names the file and the block. */
public final class CorruptChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptChainException(String message) {
    super(message);
  }
}
