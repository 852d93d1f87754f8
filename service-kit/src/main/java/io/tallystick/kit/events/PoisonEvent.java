package io.tallystick.kit.events;

/** This event can never be acted on: to the dead letters, with a reason free of content. */
public final class PoisonEvent extends RuntimeException {

  private final String reason;

  /**
   * @param reason stable code, e.g. {@code seal.broken}; becomes the dead letter's header
   */
  public PoisonEvent(String reason) {
    super(reason);
    this.reason = reason;
  }

  public PoisonEvent(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
