package io.tallystick.vocabulary.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * One spelling for every value that is hashed or signed: UTF-8, keys sorted, no white space, absent
 * fields left out, instants and dates as ISO-8601 strings, numbers integral only. For the types
 * used here that is RFC 8785 (JCS).
 */
public final class CanonicalJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .addModule(
              new SimpleModule("times")
                  .addSerializer(new Text<>(Instant.class))
                  .addSerializer(new Text<>(LocalDate.class))
                  .addDeserializer(Instant.class, new Parsed<>(Instant.class, Instant::parse))
                  .addDeserializer(
                      LocalDate.class, new Parsed<>(LocalDate.class, LocalDate::parse)))
          .build();

  /** The canonical bytes of a value; the same value gives the same bytes on every machine. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** The same value as a part of another. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads one value; unknown fields are refused, so that nothing unread is ever signed or stored.
   *
   * @throws MalformedJson if the bytes are not JSON of that shape
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException malformed) {
      throw new MalformedJson(type, malformed);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /**
   * @throws MalformedJson if the value is not of that shape
   */
  public static <T> T read(JsonNode value, Class<T> type) {
    try {
      return MAPPER.treeToValue(value, type);
    } catch (JsonProcessingException malformed) {
      throw new MalformedJson(type, malformed);
    }
  }

  /**
   * The bytes are not JSON of the expected shape. The message names the type and never quotes
   * content.
   */
  public static final class MalformedJson extends IllegalArgumentException {
    MalformedJson(Class<?> type, IOException cause) {
      super("not a " + type.getSimpleName() + " in JSON", cause);
    }
  }

  private static final class Text<T> extends StdScalarSerializer<T> {
    Text(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class Parsed<T> extends StdScalarDeserializer<T> {
    private final Class<T> type;
    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.type = type;
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return parse.apply(in.getValueAsString(""));
      } catch (DateTimeException notATime) {
        return type.cast(context.handleWeirdStringValue(type, in.getText(), "not ISO-8601"));
      }
    }
  }

  private CanonicalJson() {}
}
