package io.tallystick.journeys.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One document of what an overlay renders. */
record Resource(JsonNode json) {

  String kind() {
    return json.path("kind").asText();
  }

  String apiVersion() {
    return json.path("apiVersion").asText();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  /** Empty for what belongs to the whole cluster. */
  String namespace() {
    return json.at("/metadata/namespace").asText();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  JsonNode at(String pointer) {
    return json.at(pointer);
  }

  String text(String pointer) {
    return json.at(pointer).asText();
  }

  /** The template of a Deployment, StatefulSet or Job; missing for anything else. */
  JsonNode pod() {
    return json.at("/spec/template/spec");
  }

  boolean runsPods() {
    return is("Deployment") || is("StatefulSet") || is("Job");
  }

  /** Its own containers, those that come first included. */
  List<JsonNode> containers() {
    return Stream.of("initContainers", "containers").flatMap(list -> each(pod(), list)).toList();
  }

  /** Every object below this one that has such a field, with the field's value. */
  List<JsonNode> findAll(String field) {
    return new ArrayList<>(json.findValues(field));
  }

  static Stream<JsonNode> each(JsonNode parent, String list) {
    return StreamSupport.stream(parent.path(list).spliterator(), false);
  }

  @Override
  public String toString() {
    return (namespace().isEmpty() ? "" : namespace() + "/") + kind() + "/" + name();
  }
}
