package io.tallystick.kit.sealing;

/**
 * What was sealed is gone: its wrapping key was destroyed. A copy of the row, say from a backup, is
 * there and says nothing.
 */
public final class KeyDestroyed extends RuntimeException {

  public KeyDestroyed(String what) {
    super(what);
  }
}
