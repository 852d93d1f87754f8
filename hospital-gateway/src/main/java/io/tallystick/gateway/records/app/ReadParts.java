package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.domain.RecordPart;
import java.util.List;

/** Reads a FHIR Bundle that is known to be valid into the parts that make records. */
public interface ReadParts {

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code record.bundle-type}, {@code
   *     record.empty}, {@code record.transaction-entry}, {@code record.reference-unresolved},
   *     {@code record.not-one-encounter}
   */
  List<RecordPart> read(byte[] bundle);
}
