package io.tallystick.claims.followup.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.problem.Problem;
import java.io.IOException;

/** Any JSON value within the limits that hold everywhere. */
final class JsonDocument {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(FhirJson.MAX_DEPTH).build())
          .build();

  static void requireWellFormed(byte[] document) {
    try (JsonParser parser = JSON.createParser(document)) {
      if (parser.nextToken() == null) throw malformed();
      parser.skipChildren();
      if (parser.nextToken() != null) throw malformed();
    } catch (StreamConstraintsException tooDeep) {
      throw Problem.badRequest("json.too-deep", "The JSON nests too deep.").exception();
    } catch (IOException broken) {
      throw malformed();
    }
  }

  private static RuntimeException malformed() {
    return Problem.badRequest("json.malformed", "The body is not JSON.").exception();
  }

  private JsonDocument() {}
}
