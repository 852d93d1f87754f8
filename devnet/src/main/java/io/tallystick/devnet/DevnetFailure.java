package io.tallystick.devnet;

/**
 * Something the person at the keyboard can put right: the message is one clear sentence for them.
 */
public final class DevnetFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DevnetFailure(String message) {
    super(message);
  }

  public DevnetFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
