package io.tallystick.journeys.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.cli.Tallystick;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tallystick prepare-cluster} makes what the evaluation overlay asks for, all of it. */
class PrepareClusterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path out;

  @BeforeAll
  static void prepare() {
    assertThat(run()).isZero();
  }

  @Test
  void every_secret_that_the_evaluation_takes_from_a_vault_is_in_that_vault() throws Exception {
    var vaults = keys("vaults.json", "stringData");
    var rendered = Rendered.of("evaluation");
    for (var external : rendered.all("ExternalSecret").toList()) {
      if (!external.text("/spec/secretStoreRef/name").equals("institution")) continue;
      var store = rendered.get(external.namespace(), "SecretStore", "institution");
      var vault = store.text("/spec/provider/kubernetes/remoteNamespace");
      Resource.each(external.at("/spec"), "data")
          .map(it -> it.path("remoteRef"))
          .forEach(
              it ->
                  assertThat(vaults.get(vault + "/" + it.path("key").asText()))
                      .as("%s asks %s for %s", external, vault, it)
                      .isNotNull()
                      .contains(it.path("property").asText()));
    }
  }

  @Test
  void every_namespace_that_runs_chaincode_gets_its_package_id_and_founding() throws Exception {
    var packages = keys("chaincode-package.json", "data");
    Rendered.of("evaluation")
        .all("Deployment")
        .filter(it -> it.name().equals("chaincode"))
        .forEach(
            it ->
                assertThat(packages.get(it.namespace() + "/chaincode-package"))
                    .as("%s", it)
                    .containsAll(asked(it)));
  }

  /** Keys of the ConfigMap chaincode-package that a workload's environment takes. */
  private static Set<String> asked(Resource workload) {
    var asked = new HashSet<String>();
    for (var variable : workload.at("/spec/template/spec/containers/0/env")) {
      var reference = variable.at("/valueFrom/configMapKeyRef");
      if (reference.path("name").asText().equals("chaincode-package")) {
        asked.add(reference.path("key").asText());
      }
    }
    assertThat(asked).contains("id", "founding");
    return asked;
  }

  @Test
  void the_founding_that_chaincode_endorses_is_the_one_that_is_invoked() throws Exception {
    var invocation = JSON.readTree(out.resolve("founding.json").toFile());
    var orgs = JSON.readTree(invocation.at("/Args/1").asText()).path("orgs");
    var digest = Digests.sha256(CanonicalJson.bytes(orgs));
    for (var item : JSON.readTree(out.resolve("chaincode-package.json").toFile()).path("items")) {
      assertThat(item.at("/data/founding").asText()).isEqualTo(digest);
    }
  }

  @Test
  void members_are_founded_with_the_issuers_and_addresses_that_the_overlay_gives_them()
      throws Exception {
    var invocation = JSON.readTree(out.resolve("founding.json").toFile());
    var members = JSON.readTree(invocation.at("/Args/1").asText()).path("orgs");
    assertThat(members).hasSameSizeAs(Consortium.INSTITUTIONS);
    var rendered = Rendered.of("evaluation");
    for (var member : members) {
      var namespace = "tallystick-" + member.path("id").asText();
      var service = member.path("endpoint").asText().substring("https://".length()).split("\\.")[0];
      var config = ServiceConfig.of(rendered, rendered.get(namespace, "Deployment", service));
      assertThat(member.path("issuer").asText())
          .isEqualTo(config.files().get("quarkus.oidc.staff.token.issuer"));
      assertThat(member.path("endpoint").asText())
          .isEqualTo("https://" + service + "." + namespace + ".svc");
    }
  }

  @Test
  void made_again_it_is_the_same() throws IOException {
    var before = contents();
    assertThat(run()).isZero();
    assertThat(contents()).isEqualTo(before);
  }

  private static int run() {
    return Tallystick.commandLine().execute("prepare-cluster", "--out", out.toString());
  }

  private static Map<String, String> contents() throws IOException {
    var contents = new HashMap<String, String>();
    for (var file : Set.of("vaults.json", "chaincode-package.json", "founding.json")) {
      contents.put(file, Files.readString(out.resolve(file)));
    }
    return contents;
  }

  /** Keys of each resource's values, by namespace/name. */
  private static Map<String, Set<String>> keys(String file, String values) throws IOException {
    var keys = new HashMap<String, Set<String>>();
    for (JsonNode item : JSON.readTree(out.resolve(file).toFile()).path("items")) {
      var names = new HashSet<String>();
      item.path(values).fieldNames().forEachRemaining(names::add);
      keys.put(
          item.at("/metadata/namespace").asText() + "/" + item.at("/metadata/name").asText(),
          names);
    }
    return keys;
  }
}
