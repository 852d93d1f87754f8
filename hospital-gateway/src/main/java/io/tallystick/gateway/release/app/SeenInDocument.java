package io.tallystick.gateway.release.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.tallystick.gateway.records.domain.ReferenceNames;
import io.tallystick.gateway.records.domain.ReferenceRoles;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one pass over the tokens of a FHIR document shows; nothing is built from them, since a
 * release may be of many megabytes.
 *
 * @param type of the resource itself
 * @param embeds whether there is a resource inside it
 * @param namesWithheld whether it refers to one of the names given, whom and where it is about
 *     aside
 */
record SeenInDocument(String type, boolean embeds, boolean namesWithheld) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_NAME = 500;

  /**
   * @param document canonical JSON: names are sorted, an identifier's system comes before its value
   * @throws IOException if it isn't JSON
   */
  static SeenInDocument of(byte[] document, Set<String> withheld) throws IOException {
    String type = null;
    String system = null;
    boolean embeds = false;
    boolean names = false;
    try (var in = JSON.createParser(document)) {
      for (var token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token != JsonToken.VALUE_STRING || in.getTextLength() > LONGEST_NAME) continue;
        var at = in.getParsingContext();
        var name = name(at);
        if (name.equals("resourceType")) {
          if (at.getParent().inRoot()) type = in.getText();
          else embeds = true;
        }
        if (name.equals("system")) system = in.getText();
        names |= !withheld.isEmpty() && meant(in, at, name, system).anyMatch(withheld::contains);
      }
    }
    return new SeenInDocument(type, embeds, names);
  }

  /** The resources that a string may mean. */
  private static Stream<String> meant(
      JsonParser in, JsonStreamContext at, String name, String system) throws IOException {
    var element = at.getParent();
    if (name.equals("reference")) {
      return ReferenceRoles.telling(name(element))
          ? ReferenceNames.of(in.getText())
          : Stream.empty();
    }
    boolean logical = name.equals("value") && isMember(element, "identifier");
    if (logical) {
      return ReferenceRoles.telling(name(element.getParent()))
          ? Stream.of(system + "|" + in.getText())
          : Stream.empty();
    }
    var text = in.getText();
    return ReferenceNames.isUrl(text) && ReferenceRoles.telling(name)
        ? ReferenceNames.of(text)
        : Stream.empty();
  }

  /** A Reference's identifier is one; a resource's own stand in a list. */
  private static boolean isMember(JsonStreamContext element, String name) {
    return element != null && element.inObject() && name.equals(element.getCurrentName());
  }

  private static String name(JsonStreamContext at) {
    for (var here = at; here != null; here = here.getParent()) {
      if (here.getCurrentName() != null) return here.getCurrentName();
    }
    return "";
  }
}
