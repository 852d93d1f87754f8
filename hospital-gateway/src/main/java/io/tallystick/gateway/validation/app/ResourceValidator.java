package io.tallystick.gateway.validation.app;

import io.tallystick.gateway.validation.domain.Finding;
import java.util.List;

/** Checks a resource against FHIR R4: structure, cardinality, types, invariants, bound codes. */
public interface ResourceValidator {

  /**
   * @param json one resource; its nesting and size are checked already
   * @return what refuses it, in the order of the document; empty if it can be taken
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code validation.busy}
   */
  List<Finding> validate(byte[] json);
}
