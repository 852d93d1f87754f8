package io.tallystick.kit.fhir;

import org.hl7.fhir.r4.model.Resource;

/** FHIR R4 in JSON at the edges. */
public interface FhirJson {

  String MEDIA_TYPE = "application/fhir+json";

  /** Most bytes of one body, 10 MiB. */
  int MAX_BYTES = 10 * 1024 * 1024;

  /** Deepest nesting of JSON. */
  int MAX_DEPTH = 100;

  /**
   * @param type the resource wanted; {@code Resource.class} takes any
   * @throws io.tallystick.kit.problem.ProblemException 413 {@code body.too-large}, 400 {@code
   *     json.too-deep}, {@code json.malformed}, {@code fhir.invalid} or {@code fhir.wrong-resource}
   */
  <T extends Resource> T parse(byte[] json, Class<T> type);

  /** One line of JSON, UTF-8. */
  byte[] encode(Resource resource);
}
