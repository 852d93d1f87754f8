package io.tallystick.kit.events;

/** Not yet: something the event needs isn't here. It is tried again, in its order. */
public final class RetryEvent extends RuntimeException {

  public RetryEvent(String what) {
    super(what);
  }
}
