package io.tallystick.kit.problem;

/** An exception for the log: types and places, no messages, since those may quote a document. */
public final class Faceless extends RuntimeException {

  private Faceless(Throwable thrown, Throwable cause) {
    super(thrown.getClass().getName(), cause);
    setStackTrace(thrown.getStackTrace());
  }

  public static Faceless of(Throwable thrown) {
    var cause = thrown.getCause();
    return new Faceless(thrown, cause == null || cause == thrown ? null : of(cause));
  }
}
