package io.tallystick.ledger.lifecycle;

/** A request to the lifecycle that is refused, in Fabric's words. */
final class LifecycleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int ERROR = 500;
  private static final int NOT_FOUND = 404;

  private final int status;

  LifecycleException(String message) {
    this(ERROR, message);
  }

  private LifecycleException(int status, String message) {
    super(message);
    this.status = status;
  }

  static LifecycleException notFound(String message) {
    return new LifecycleException(NOT_FOUND, message);
  }

  /** Whether what was asked for doesn't exist; then the message stands alone. */
  boolean isNotFound() {
    return status == NOT_FOUND;
  }

  int status() {
    return status;
  }
}
