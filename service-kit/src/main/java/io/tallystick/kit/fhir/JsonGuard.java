package io.tallystick.kit.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a body token by token before anything builds a tree of it. */
public final class JsonGuard {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(FhirJson.MAX_DEPTH)
                  .maxStringLength(FhirJson.MAX_BYTES)
                  .maxDocumentLength(FhirJson.MAX_BYTES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * @throws io.tallystick.kit.problem.ProblemException 413 {@code body.too-large}, 400 {@code
   *     json.too-deep} or {@code json.malformed}
   */
  public static void check(byte[] json) {
    resourceType(json);
  }

  /**
   * Whether a text is one JSON object within the limits, and nothing beside it: it can stand in
   * another as it is.
   */
  static boolean isObject(String text) {
    try (var parser = JSON.createParser(text)) {
      scan(parser);
      return true;
    } catch (IOException | ProblemException notOne) {
      return false;
    }
  }

  /**
   * The {@code resourceType} of bytes that are one JSON object within the limits, in UTF-8 and
   * nothing else; empty for any others, and for an object without.
   */
  public static Optional<String> typeOf(byte[] utf8) {
    try (var parser = JSON.createParser(text(utf8))) {
      return Optional.ofNullable(scan(parser));
    } catch (IOException | ProblemException notOne) {
      return Optional.empty();
    }
  }

  /** Bytes that another reader might take for something else are refused. */
  private static String text(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /** The root object's {@code resourceType}, null if it has none. */
  static String resourceType(byte[] json) {
    if (json.length > FhirJson.MAX_BYTES) {
      throw Problem.of(413, "body.too-large", "a body is at most 10 MiB").exception();
    }
    try (var parser = JSON.createParser(json)) {
      return scan(parser);
    } catch (StreamConstraintsException tooDeep) {
      throw Problem.badRequest("json.too-deep", "JSON nests at most 100 levels").exception();
    } catch (IOException malformed) {
      throw Problem.badRequest("json.malformed", "the body is not JSON").exception();
    }
  }

  private static String scan(JsonParser parser) throws IOException {
    String resourceType = null;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Problem.badRequest("json.malformed", "the body is not a JSON object").exception();
    }
    for (int depth = 1; depth > 0; ) {
      var token = parser.nextToken();
      if (token == null) throw new IOException("ends early");
      if (token.isStructStart()) depth++;
      else if (token.isStructEnd()) depth--;
      else if (depth == 1 && isResourceType(token, parser)) resourceType = parser.getText();
    }
    if (parser.nextToken() != null) throw new IOException("goes on behind its end");
    return resourceType;
  }

  private static boolean isResourceType(JsonToken token, JsonParser parser) throws IOException {
    return token == JsonToken.VALUE_STRING && "resourceType".equals(parser.currentName());
  }

  private JsonGuard() {}
}
