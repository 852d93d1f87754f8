package io.tallystick.journeys.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Whatever a resource names is there: Secrets, ConfigMaps, keys in them, accounts, claims, ports.
 */
class ReferencesTest {

  static final List<String> OVERLAYS = Checkout.OVERLAYS;

  /** An institution's cluster has its own public authority; it is asked for in the guide. */
  private static final Set<String> ASKED_FOR_IN_THE_GUIDE = Set.of("web", "chaincode-package");

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_secret_and_config_map_exists_with_the_keys_asked_of_it(String overlay)
      throws Exception {
    assertThat(unmet(Rendered.of(overlay))).isEmpty();
  }

  @Test
  void a_secret_that_nobody_makes_is_noticed() throws Exception {
    var rendered = Rendered.of("hospital");
    var fewer =
        rendered.resources().stream()
            .filter(it -> !it.name().equals("claim-service-oidc"))
            .toList();
    assertThat(unmet(new Rendered("hospital", fewer))).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_account_claim_store_and_issuer_exists(String overlay) throws Exception {
    var rendered = Rendered.of(overlay);
    for (var each : rendered.workloads().toList()) {
      present(rendered, each, "ServiceAccount", each.pod().path("serviceAccountName"));
      for (var claim : each.findAll("claimName")) {
        present(rendered, each, "PersistentVolumeClaim", claim);
      }
    }
    for (var each : rendered.all("ExternalSecret").toList()) {
      present(rendered, each, "SecretStore", each.at("/spec/secretStoreRef/name"));
    }
    for (var each : rendered.all("Certificate").toList()) issuer(rendered, each);
    for (var each : rendered.all("Database").toList()) {
      present(rendered, each, "Cluster", each.at("/spec/cluster/name"));
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_service_leads_to_a_port_of_a_pod(String overlay) throws Exception {
    var rendered = Rendered.of(overlay);
    for (var service : rendered.all("Service").toList()) {
      var pods = selected(rendered, service, service.at("/spec/selector"));
      assertThat(pods).as("%s selects", service).isNotEmpty();
      Resource.each(service.at("/spec"), "ports")
          .forEach(port -> hasPort(service, pods, port.path("targetPort")));
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_probe_and_every_named_port_of_a_policy_exists(String overlay) throws Exception {
    var rendered = Rendered.of(overlay);
    for (var workload : rendered.workloads().toList()) {
      for (var container : workload.containers()) {
        for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
          for (var port : container.path(probe).findValues("port")) {
            hasPort(workload, List.of(workload), port);
          }
        }
      }
    }
    for (var policy : rendered.all("NetworkPolicy").toList()) {
      var pods = selected(rendered, policy, policy.at("/spec/podSelector/matchLabels"));
      Resource.each(policy.at("/spec"), "ingress")
          .flatMap(rule -> Resource.each(rule, "ports"))
          .map(port -> port.path("port"))
          .filter(JsonNode::isTextual)
          .forEach(port -> hasPort(policy, pods, port));
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_address_inside_the_cluster_is_a_service_with_that_port(String overlay)
      throws Exception {
    var rendered = Rendered.of(overlay);
    var addresses = Address.in(rendered);
    if (!overlay.equals("exchange")) assertThat(addresses).isNotEmpty();
    assertThat(addresses).allMatch(each -> each.isServedBy(rendered), "is served");
  }

  @Test
  void what_is_made_by_hand_is_in_the_guide() throws IOException {
    var guide = Files.readString(Checkout.root().resolve("docs/operations/deploy.md"));
    assertThat(ASKED_FOR_IN_THE_GUIDE).allMatch(each -> guide.contains("`" + each + "`"), "told");
  }

  private static List<Reference> unmet(Rendered rendered) {
    return rendered.resources().stream()
        .flatMap(each -> Reference.of(each).stream())
        .filter(
            each -> {
              var provided = Provided.in(each.from().namespace(), rendered);
              var there =
                  each.kind().equals(Reference.SECRET) ? provided.secrets() : provided.configMaps();
              return !isOfTheClusterIssuers(each) && !each.isMetBy(there);
            })
        .toList();
  }

  /** A ClusterIssuer's Secret lies in cert-manager's own namespace. */
  private static boolean isOfTheClusterIssuers(Reference each) {
    return each.from().is("ClusterIssuer") && each.name().equals("tallystick-web-ca");
  }

  private static void issuer(Rendered rendered, Resource certificate) {
    var issuer = certificate.at("/spec/issuerRef");
    var name = issuer.path("name").asText();
    if (issuer.path("kind").asText().equals("Issuer")) {
      present(rendered, certificate, "Issuer", issuer.path("name"));
    } else if (!ASKED_FOR_IN_THE_GUIDE.contains(name) || rendered.overlay().equals("evaluation")) {
      assertThat(rendered.find("", "ClusterIssuer", name)).as("%s", certificate).isPresent();
    }
  }

  private static void present(Rendered rendered, Resource from, String kind, JsonNode name) {
    assertThat(rendered.find(from.namespace(), kind, name.asText()))
        .as("%s names %s %s", from, kind, name)
        .isPresent();
  }

  private static List<Resource> selected(Rendered rendered, Resource by, JsonNode labels) {
    return rendered
        .workloads()
        .filter(each -> each.namespace().equals(by.namespace()))
        .filter(each -> contains(each.at("/spec/template/metadata/labels"), labels))
        .toList();
  }

  private static boolean contains(JsonNode labels, JsonNode wanted) {
    return wanted instanceof ObjectNode object
        && object.properties().stream()
            .allMatch(each -> labels.path(each.getKey()).equals(each.getValue()));
  }

  private static void hasPort(Resource from, List<Resource> pods, JsonNode port) {
    assertThat(pods)
        .as("%s: a port %s", from, port)
        .isNotEmpty()
        .allMatch(
            pod ->
                pod.containers().stream()
                    .flatMap(container -> Resource.each(container, "ports"))
                    .flatMap(it -> Stream.of(it.path("name"), it.path("containerPort")))
                    .anyMatch(port::equals),
            "has it");
  }
}
