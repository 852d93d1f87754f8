package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** FHIR R4 as plain JSON: decimals stay exact, members stay in their order. */
public final class Fhir {

  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String NAMES = "https://tallystick.example/ns/";

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  public static byte[] bytes(JsonNode resource) {
    try {
      return JSON.writeValueAsBytes(resource);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The consortium's naming system of that name, e.g. {@code member-id}, {@code mrn/summit}. */
  public static String system(String name) {
    return NAMES + name;
  }

  public static ObjectNode identifier(String system, String value) {
    return object().put("system", system(system)).put("value", value);
  }

  /** A logical reference (FHIR R4 §2.3.0.2): whoever reads it resolves the identifier. */
  static ObjectNode logical(String system, String value) {
    return object().set("identifier", identifier(system, value));
  }

  static String type(JsonNode resource) {
    return resource.path("resourceType").asText();
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static Instant instant(JsonNode dateTime) {
    return OffsetDateTime.parse(dateTime.asText()).toInstant();
  }

  /** The id after {@code |} in Synthea's conditional references to organizations. */
  static String conditionalId(JsonNode reference) {
    var text = reference.path("reference").asText();
    return text.substring(text.lastIndexOf('|') + 1);
  }

  private Fhir() {}
}
