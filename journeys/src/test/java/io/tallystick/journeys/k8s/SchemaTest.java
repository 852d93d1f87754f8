package io.tallystick.journeys.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay builds, and an API server would take each of its resources. */
class SchemaTest {

  static final List<String> OVERLAYS = Checkout.OVERLAYS;

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_overlay_builds_and_each_resource_passes_its_strict_schema(String overlay)
      throws Exception {
    var resources = Rendered.of(overlay).resources();
    assertThat(resources).isNotEmpty();
    assertThat(problems(resources)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void no_resource_is_there_twice(String overlay) throws Exception {
    assertThat(Rendered.of(overlay).resources())
        .extracting(Resource::toString)
        .doesNotHaveDuplicates();
  }

  @Test
  void no_placeholder_is_left() throws Exception {
    for (var overlay : OVERLAYS) {
      for (var certificate : Rendered.of(overlay).all("Certificate").toList()) {
        assertThat(certificate.at("/spec/dnsNames").toString()).doesNotContain("DOMAIN");
        assertThat(certificate.text("/spec/subject/organizations/0")).isNotEqualTo("institution");
      }
    }
  }

  /** Without Kustomize, too: what lies in the files as whole resources. */
  @Test
  void resources_pass_as_they_lie_in_their_files() throws IOException {
    var resources = committed();
    assertThat(resources).hasSizeGreaterThan(80);
    assertThat(problems(resources)).isEmpty();
  }

  @ParameterizedTest(name = "{0} with a planted field in {1}")
  @MethodSource("plants")
  void an_unknown_field_fails(String kind, String where, Resource planted) {
    assertThat(Schemas.problems(planted)).as(kind).isNotEmpty();
  }

  /**
   * One of each kind, with a field nobody knows at its top, in metadata and in each of its parts.
   */
  static Stream<Arguments> plants() throws IOException {
    var kinds = new LinkedHashMap<String, Resource>();
    committed().forEach(each -> kinds.putIfAbsent(each.kind(), each));
    return kinds.values().stream().flatMap(SchemaTest::plantedIn);
  }

  private static Stream<Arguments> plantedIn(Resource resource) {
    return Stream.of(
            "",
            "/metadata",
            "/spec",
            "/spec/template/spec",
            "/spec/kafka/listeners/0",
            "/spec/authorization/acls/0/resource",
            "/spec/bootstrap/initdb",
            "/spec/issuerRef",
            "/spec/data/0/remoteRef",
            "/spec/provider",
            "/spec/template/spec/containers/0/readinessProbe",
            "/spec/ingress/0/ports/0")
        .filter(where -> resource.at(where) instanceof ObjectNode)
        .map(where -> arguments(resource.kind(), where, plant(resource, where)));
  }

  private static Resource plant(Resource resource, String where) {
    var copy = resource.json().deepCopy();
    ((ObjectNode) copy.at(where)).put("nobodyKnowsThis", "x");
    return new Resource(copy);
  }

  private static Map<String, List<String>> problems(List<Resource> resources) {
    return resources.stream()
        .collect(Collectors.toMap(Resource::toString, Schemas::problems, (a, b) -> a))
        .entrySet()
        .stream()
        .filter(each -> !each.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Components hold patches, which are no whole resources; so do the overlays' patch files. */
  private static List<Resource> committed() throws IOException {
    try (var files = Files.walk(Checkout.k8s())) {
      var found = new java.util.ArrayList<Resource>();
      for (var file : files.filter(SchemaTest::holdsResources).sorted().toList()) {
        found.addAll(Rendered.parse(Files.readString(file)));
      }
      return found;
    }
  }

  private static boolean holdsResources(Path file) {
    var path = Checkout.k8s().relativize(file).toString();
    return path.endsWith(".yaml")
        && !path.endsWith("kustomization.yaml")
        && !path.startsWith("components/")
        && !path.startsWith("fabric/")
        && !path.equals("base/fabric-ca/config.yaml")
        && !path.endsWith("-patch.yaml")
        && !path.endsWith("/kafka-client.yaml");
  }
}
