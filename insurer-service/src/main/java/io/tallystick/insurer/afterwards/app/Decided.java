package io.tallystick.insurer.afterwards.app;

import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;

/** What is refused of claims that aren't decided. */
final class Decided {

  static ProblemException unknown() {
    return Problem.notFound("claim.unknown", "no such claim").exception();
  }

  static ProblemException notDecided() {
    return Problem.conflict("claim.not-decided", "no decision of this claim stands").exception();
  }

  private Decided() {}
}
