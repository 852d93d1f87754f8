package io.tallystick.claims.followup.app;

import io.tallystick.kit.problem.Problem;

/** Whether a step was put to the ledger. */
public sealed interface AskedStep {

  record With(String opId) implements AskedStep {}

  record Not(Problem problem) implements AskedStep {}
}
