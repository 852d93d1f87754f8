package io.tallystick.journeys.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One mention of a Secret or a ConfigMap by some resource.
 *
 * @param kind {@code Secret} or {@code ConfigMap}
 * @param keys that it must have; empty if it is taken whole
 */
record Reference(Resource from, String kind, String name, Set<String> keys) {

  static final String SECRET = "Secret";
  static final String CONFIG_MAP = "ConfigMap";

  static List<Reference> of(Resource from) {
    var found = new ArrayList<Reference>();
    from.findAll("secretKeyRef").forEach(it -> found.add(keyed(from, SECRET, it)));
    from.findAll("configMapKeyRef").forEach(it -> found.add(keyed(from, CONFIG_MAP, it)));
    from.findAll("secretRef").forEach(it -> found.add(whole(from, SECRET, it, "name")));
    for (var field : List.of("passwordSecret", "accessKeyId", "secretAccessKey")) {
      from.findAll(field).forEach(it -> found.add(maybeKeyed(from, it)));
    }
    if (from.is("Cluster")) {
      found.add(whole(from, SECRET, from.at("/spec/bootstrap/initdb/secret"), "name"));
    }
    if (from.at("/spec/ca/secretName").isTextual()) {
      found.add(whole(from, SECRET, from.at("/spec/ca"), "secretName"));
    }
    Resource.each(from.pod(), "volumes").forEach(volume -> found.addAll(mounted(from, volume)));
    return found;
  }

  boolean isMetBy(Map<String, Set<String>> provided) {
    return provided.containsKey(name) && provided.get(name).containsAll(keys);
  }

  private static List<Reference> mounted(Resource from, JsonNode volume) {
    var sources =
        Stream.concat(Stream.of(volume), Resource.each(volume.path("projected"), "sources"));
    return sources.flatMap(source -> source(from, source)).toList();
  }

  private static Stream<Reference> source(Resource from, JsonNode source) {
    var secret = source.path("secret");
    var map = source.path("configMap");
    var named = secret.has("secretName") ? "secretName" : "name";
    return Stream.concat(
        secret.isObject() ? Stream.of(items(from, SECRET, secret, named)) : Stream.empty(),
        map.isObject() ? Stream.of(items(from, CONFIG_MAP, map, "name")) : Stream.empty());
  }

  private static Reference items(Resource from, String kind, JsonNode source, String named) {
    var keys = Resource.each(source, "items").map(item -> item.path("key").asText()).toList();
    return new Reference(from, kind, source.path(named).asText(), Set.copyOf(keys));
  }

  private static Reference keyed(Resource from, String kind, JsonNode it) {
    return new Reference(from, kind, it.path("name").asText(), Set.of(it.path("key").asText()));
  }

  private static Reference maybeKeyed(Resource from, JsonNode it) {
    return it.has("key") ? keyed(from, SECRET, it) : whole(from, SECRET, it, "name");
  }

  private static Reference whole(Resource from, String kind, JsonNode it, String named) {
    return new Reference(from, kind, it.path(named).asText(), Set.of());
  }

  @Override
  public String toString() {
    return "%s names %s %s %s".formatted(from, kind, name, keys);
  }
}
