package io.tallystick.gateway.validation.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One change at a random place of a resource, of a kind that sources get wrong. */
final class Change {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.textNode(""),
          NODES.textNode(" "),
          NODES.textNode(" x"),
          NODES.textNode("final"),
          NODES.textNode("active"),
          NODES.textNode("2026-02-30"),
          NODES.textNode("2026-02"),
          NODES.textNode("2026-03-04T25:00:00Z"),
          NODES.textNode("2026-03-04T10:00:00"),
          NODES.textNode("2026-03-04T10:00:00+01:00"),
          NODES.textNode("Patient/1"),
          NODES.textNode("Practitioner/1"),
          NODES.textNode("#1"),
          NODES.textNode("urn:uuid:no"),
          NODES.textNode("http://loinc.org"),
          NODES.textNode("http://loinc.org/"),
          NODES.textNode("http://hl7.org/fhir/nothing"),
          NODES.textNode("http://hl7.org/fhir/ValueSet/observation-status"),
          NODES.textNode("8867-4"),
          NODES.textNode("mm[Hg]"),
          NODES.textNode("A B"),
          NODES.textNode("<b>x</b>"),
          NODES.textNode("=AAA"),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(1.5),
          NODES.booleanNode(true),
          NODES.nullNode(),
          NODES.objectNode(),
          NODES.arrayNode());

  /** An element of a resource: an object's member or an array's item. */
  private record Place(JsonNode parent, String name, int index) {
    JsonNode value() {
      return name == null ? parent.get(index) : parent.get(name);
    }

    void set(JsonNode value) {
      if (name == null) ((ArrayNode) parent).set(index, value);
      else ((ObjectNode) parent).set(name, value);
    }

    void remove() {
      if (name == null) ((ArrayNode) parent).remove(index);
      else ((ObjectNode) parent).remove(name);
    }
  }

  private final Random random;

  Change(Random random) {
    this.random = random;
  }

  /**
   * @return what was done
   */
  String apply(JsonNode resource) {
    var places = new ArrayList<Place>();
    collect(resource, places);
    var at = any(places);
    var other = any(places);
    return switch (random.nextInt(6)) {
      case 0 -> done(at, "removed", at::remove);
      case 1 -> done(at, "another value", () -> at.set(any(VALUES)));
      case 2 -> done(at, "the value of " + other.name(), () -> at.set(other.value().deepCopy()));
      case 3 -> done(at, "twice", () -> twice(at));
      case 4 -> done(at, "renamed", () -> rename(at, other));
      default -> done(at, "in an array, or out of it", () -> wrap(at));
    };
  }

  private static String done(Place at, String what, Runnable change) {
    change.run();
    return at.name() + " " + what;
  }

  private static void twice(Place at) {
    if (at.parent() instanceof ArrayNode array) array.add(at.value().deepCopy());
    else if (at.value() instanceof ArrayNode array && !array.isEmpty()) array.add(array.get(0));
  }

  private static void rename(Place at, Place other) {
    if (!(at.parent() instanceof ObjectNode object) || other.name() == null) return;
    object.set(other.name(), object.remove(at.name()));
  }

  private static void wrap(Place at) {
    var value = at.value();
    at.set(value.isArray() && !value.isEmpty() ? value.get(0) : NODES.arrayNode().add(value));
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node.isObject()) node.fieldNames().forEachRemaining(n -> places.add(new Place(node, n, 0)));
    for (int i = 0; node.isArray() && i < node.size(); i++) places.add(new Place(node, null, i));
    node.forEach(child -> collect(child, places));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
