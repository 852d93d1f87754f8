package io.tallystick.kit.problem;

/** A service's own limit for bodies of some paths; everywhere else 10 MiB is the most. */
public interface BodyLimit {

  boolean appliesTo(String path);

  /** Below {@code quarkus.http.limits.max-body-size}, which answers without a word. */
  long bytes();
}
