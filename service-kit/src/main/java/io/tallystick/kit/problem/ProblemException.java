package io.tallystick.kit.problem;

/**
 * Carries a {@link Problem} to the one mapper that writes it; rolls back a transaction it leaves.
 */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
