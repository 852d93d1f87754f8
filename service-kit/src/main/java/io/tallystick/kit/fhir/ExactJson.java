package io.tallystick.kit.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/**
 * FHIR JSON as plain values that lose nothing: decimals keep the digits they came with (FHIR R4
 * §2.24.0.1: precision is meaning), and a name given twice is refused.
 */
public final class ExactJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * @return maps, lists, strings, numbers, booleans
   * @throws IOException if it isn't one unambiguous JSON object
   */
  public static Map<String, Object> read(byte[] json) throws IOException {
    return MAPPER.readValue(json, new TypeReference<>() {});
  }

  private ExactJson() {}
}
