package io.tallystick.journeys.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checks a resource as strictly as an API server with {@code fieldValidation=Strict}: Kubernetes'
 * own kinds and the operators' by their published schemas (see {@code k8s/schemas/README.md} among
 * the test resources), Strimzi's by its Java model.
 */
final class Schemas {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

  /** Their properties only say what one of several shapes requires. */
  private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "allOf", "not");

  private static final JsonNode KUBERNETES = read("kubernetes-1.34");
  private static final Map<String, String> PACKAGES =
      Map.of(
          "v1", "core.v1",
          "apps/v1", "apps.v1",
          "batch/v1", "batch.v1",
          "policy/v1", "policy.v1",
          "networking.k8s.io/v1", "networking.v1",
          "rbac.authorization.k8s.io/v1", "rbac.v1");

  /** What is wrong with it; empty if nothing is. */
  static List<String> problems(Resource resource) {
    if (resource.apiVersion().startsWith("kafka.strimzi.io/"))
      return StrimziModel.problems(resource);
    return Stream.concat(
            schema(resource).validate(resource.json()).stream(),
            metadata().validate(resource.at("/metadata")).stream())
        .map(ValidationMessage::getMessage)
        .distinct()
        .toList();
  }

  private static JsonSchema schema(Resource resource) {
    var version = resource.apiVersion();
    return READ.computeIfAbsent(
        version + " " + resource.kind(),
        key -> {
          var packaged = PACKAGES.get(version);
          return packaged == null
              ? customResource(version, resource.kind())
              : kubernetes("io.k8s.api." + packaged + "." + resource.kind());
        });
  }

  private static JsonSchema metadata() {
    return READ.computeIfAbsent(
        "metadata", key -> kubernetes("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"));
  }

  private static JsonSchema kubernetes(String definition) {
    if (!KUBERNETES.path("$defs").has(definition)) {
      throw new IllegalArgumentException("no schema for " + definition);
    }
    ObjectNode entry = KUBERNETES.deepCopy();
    entry.put("$ref", "#/$defs/" + definition);
    return FACTORY.getSchema(entry);
  }

  private static JsonSchema customResource(String version, String kind) {
    var schema = read(version.replace('/', '_') + "_" + kind);
    close(schema);
    return FACTORY.getSchema(schema);
  }

  /** A definition's objects are closed by the API server, not by the schema's letter. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      boolean listsFields =
          object.has("properties")
              && !object.has("additionalProperties")
              && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
      if (listsFields) object.put("additionalProperties", false);
    }
    for (var field : schema.properties()) {
      if (field.getKey().equals("properties")) field.getValue().forEach(Schemas::close);
      else if (!ALTERNATIVES.contains(field.getKey())) close(field.getValue());
    }
  }

  private static JsonNode read(String name) {
    try (var in = Schemas.class.getResourceAsStream("/k8s/schemas/" + name + ".json")) {
      if (in == null) throw new IllegalArgumentException("no schema " + name);
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schemas() {}
}
