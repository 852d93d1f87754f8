package io.tallystick.kit.fhir.claim;

import java.util.List;

/** What became of reading a document as a claim. */
public sealed interface ClaimReading {

  record Understood(SubmittedClaim claim) implements ClaimReading {}

  /**
   * @param problems at least one, in document order
   */
  record Refused(List<ClaimProblem> problems) implements ClaimReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
