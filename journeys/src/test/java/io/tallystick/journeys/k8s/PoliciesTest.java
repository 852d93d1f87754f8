package io.tallystick.journeys.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every workload of every overlay. */
class PoliciesTest {

  static final List<String> OVERLAYS = Checkout.OVERLAYS;

  private static final Pattern TAGGED =
      Pattern.compile(".+:(?!latest$)[A-Za-z0-9._-]+|.+@sha256:[0-9a-f]{64}");
  private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|FORM_KEY)$");
  private static final Pattern PRIVATE =
      Pattern.compile("PRIVATE KEY|\"d\" *:|password=(?!changeit)[^$]|secret=(?!\\$)");

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void images_are_named_by_tag_or_digest_and_never_latest(String overlay) throws Exception {
    var rendered = Rendered.of(overlay);
    for (var container : containers(rendered)) {
      assertThat(container.path("image").asText()).matches(TAGGED);
    }
    assertThat(rendered.all("Cluster"))
        .allMatch(it -> TAGGED.matcher(it.text("/spec/imageName")).matches());
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void nothing_runs_as_root_or_writes_to_its_image(String overlay) throws Exception {
    for (var workload : Rendered.of(overlay).workloads().toList()) {
      var pod = workload.pod().path("securityContext");
      assertThat(pod.path("runAsNonRoot").asBoolean()).as("%s", workload).isTrue();
      assertThat(pod.path("runAsUser").asInt()).as("%s", workload).isPositive();
      assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
      for (var container : workload.containers()) {
        var locked = container.path("securityContext");
        assertThat(locked.path("readOnlyRootFilesystem").asBoolean()).as("%s", workload).isTrue();
        assertThat(locked.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(locked.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_container_says_what_it_takes_and_how_it_fares(String overlay) throws Exception {
    for (var workload : Rendered.of(overlay).workloads().toList()) {
      for (var container : workload.containers()) {
        for (var amount : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
          assertThat(container.path("resources").at(amount).asText())
              .as("%s %s", workload, amount)
              .isNotEmpty();
        }
      }
      for (var container : workload.pod().path("containers")) {
        for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
          assertThat(container.path(probe).isObject()).as("%s %s", workload, probe).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_workload_has_a_disruption_budget_and_keeps_its_replicas_apart(String overlay)
      throws Exception {
    var rendered = Rendered.of(overlay);
    for (var workload : rendered.workloads().toList()) {
      assertThat(rendered.all("PodDisruptionBudget"))
          .as("%s has a budget", workload)
          .anyMatch(it -> selects(it, it.at("/spec/selector/matchLabels"), workload));
      assertThat(workload.pod().at("/affinity/podAntiAffinity").isObject())
          .as("%s", workload)
          .isTrue();
    }
    assertThat(rendered.all("Cluster")).allMatch(it -> it.at("/spec/enablePDB").asBoolean());
    assertThat(rendered.all("KafkaNodePool"))
        .allMatch(it -> it.at("/spec/template/pod/affinity/podAntiAffinity").isObject());
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_namespace_denies_by_default_and_every_workload_says_who_may_come(String overlay)
      throws Exception {
    var rendered = Rendered.of(overlay);
    var policies = rendered.all("NetworkPolicy").toList();
    rendered
        .all("Namespace")
        .filter(it -> it.name().startsWith("tallystick-"))
        .forEach(
            it ->
                assertThat(policies)
                    .as("%s", it)
                    .anyMatch(policy -> policy.namespace().equals(it.name()) && deniesAll(policy)));
    for (var workload : rendered.workloads().toList()) {
      assertThat(policies)
          .as("%s", workload)
          .anyMatch(
              it ->
                  !deniesAll(it)
                      && it.at("/spec/ingress").isArray()
                      && it.at("/spec/podSelector/matchLabels").size() > 0
                      && selects(it, it.at("/spec/podSelector/matchLabels"), workload));
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void no_secret_is_written_down(String overlay) throws Exception {
    var rendered = Rendered.of(overlay);
    assertThat(rendered.all("Secret")).isEmpty();
    for (var container : containers(rendered)) {
      Resource.each(container, "env")
          .filter(env -> SECRET_NAME.matcher(env.path("name").asText()).matches())
          .forEach(
              env ->
                  assertThat(env.at("/valueFrom/secretKeyRef").isObject()).as("%s", env).isTrue());
    }
    rendered
        .all("ConfigMap")
        .forEach(
            map ->
                assertThat(map.at("/data").toString())
                    .as("%s", map)
                    .doesNotContainPattern(PRIVATE));
  }

  @Test
  void no_file_below_k8s_holds_a_key() throws IOException {
    try (var files = Files.walk(Checkout.k8s())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as("%s", file)
            .doesNotContainPattern("BEGIN [A-Z ]*PRIVATE KEY|\"d\" *: *\"");
      }
    }
  }

  private static List<JsonNode> containers(Rendered rendered) {
    return rendered.workloads().flatMap(it -> it.containers().stream()).toList();
  }

  private static boolean deniesAll(Resource policy) {
    return policy.at("/spec/podSelector").isEmpty()
        && policy.at("/spec/policyTypes").size() == 2
        && policy.at("/spec/ingress").isMissingNode()
        && policy.at("/spec/egress").isMissingNode();
  }

  private static boolean selects(Resource by, JsonNode labels, Resource workload) {
    return by.namespace().equals(workload.namespace())
        && labels instanceof ObjectNode wanted
        && wanted.properties().stream()
            .allMatch(
                it ->
                    workload
                        .at("/spec/template/metadata/labels")
                        .path(it.getKey())
                        .equals(it.getValue()));
  }
}
