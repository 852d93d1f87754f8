package io.tallystick.kit.sealing;

/** Sealed bytes that don't open: altered, moved to another id, or meant for somebody else. */
public final class SealBroken extends RuntimeException {

  public SealBroken(String what, Throwable cause) {
    super(what, cause);
  }
}
