package io.tallystick.gateway.validation.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A resource within a body. The resources of a Bundle are checked one by one: HAPI looks from each
 * through all the others, which takes minutes for a few thousand.
 *
 * @param path FHIRPath of the resource; null for the body itself
 * @param line where it begins, from 1
 * @param column from 1
 */
record Slice(String path, byte[] json, int line, int column) {

  private static final JsonFactory JSON = new JsonFactory();

  /** The body itself, or each resource of a Bundle and of Bundles within. */
  static List<Slice> of(byte[] body) {
    var slices = new ArrayList<Slice>();
    add(new Slice(null, body, 1, 1), slices);
    return slices;
  }

  private static void add(Slice slice, List<Slice> slices) {
    var within = slice.entries();
    if (within == null) slices.add(slice);
    else within.forEach(each -> add(each, slices));
  }

  /** Null unless it is a Bundle. */
  private List<Slice> entries() {
    boolean bundle = false;
    List<Slice> entries = List.of();
    try (var parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var value = parser.nextToken();
        if (name.equals("resourceType")) bundle = "Bundle".equals(parser.getText());
        if (name.equals("entry") && value == JsonToken.START_ARRAY) entries = entries(parser);
        else parser.skipChildren();
      }
    } catch (IOException checkedBefore) {
      throw new UncheckedIOException(checkedBefore);
    }
    return bundle ? entries : null;
  }

  private List<Slice> entries(JsonParser parser) throws IOException {
    var entries = new ArrayList<Slice>();
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) continue;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean resource = parser.currentName().equals("resource");
        boolean object = parser.nextToken() == JsonToken.START_OBJECT;
        if (resource && object) entries.add(resource(parser, index));
        else parser.skipChildren();
      }
    }
    return entries;
  }

  private Slice resource(JsonParser parser, int index) throws IOException {
    var start = parser.currentTokenLocation();
    parser.skipChildren();
    var bytes =
        Arrays.copyOfRange(
            json, (int) start.getByteOffset(), (int) parser.currentLocation().getByteOffset());
    var parent = path == null ? "Bundle" : path;
    return new Slice(
        parent + ".entry[" + index + "].resource",
        bytes,
        lineOf(start.getLineNr()),
        columnOf(start.getLineNr(), start.getColumnNr()));
  }

  /** Where a line of the slice is in the body. */
  int lineOf(int within) {
    return line + within - 1;
  }

  int columnOf(int lineWithin, int within) {
    return lineWithin == 1 ? column + within - 1 : within;
  }

  /**
   * @param within FHIRPath that begins with the resource's type
   */
  String pathOf(String within) {
    if (path == null) return within;
    int type = within.indexOf('.');
    return type < 0 ? path : path + within.substring(type);
  }
}
