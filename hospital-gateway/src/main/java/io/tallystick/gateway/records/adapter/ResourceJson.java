package io.tallystick.gateway.records.adapter;

import io.tallystick.gateway.records.app.ReadResource;
import io.tallystick.gateway.records.domain.Resource;
import io.tallystick.kit.fhir.ExactJson;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * FHIR as plain JSON, decimals with the digits they came with (FHIR R4 §2.24.0.1: precision is
 * meaning); canonical bytes have their keys sorted and no white space.
 */
@ApplicationScoped
class ResourceJson implements ReadResource {

  /**
   * @throws io.tallystick.kit.problem.ProblemException 400 {@code json.malformed}
   */
  Map<String, Object> content(byte[] json) {
    try {
      return ExactJson.read(json);
    } catch (IOException ambiguous) {
      throw Problem.badRequest("json.malformed", "the body is not unambiguous JSON").exception();
    }
  }

  @Override
  public Resource read(byte[] document) {
    return resource(null, content(document));
  }

  Resource resource(String fullUrl, Map<String, Object> content) {
    return new Resource(
        Objects.toString(content.get("resourceType")),
        fullUrl,
        content,
        CanonicalJson.bytes(content));
  }
}
