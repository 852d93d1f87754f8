package io.tallystick.journeys.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tallystick.chaincode.ChaincodeMain;
import io.tallystick.devnet.config.ConsortiumTopics;
import io.tallystick.devnet.config.RealmFile;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.kit.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Topics, rights, realms and memberships are the consortium's, as devnet and the services have
 * them.
 */
class ConsortiumTest {

  static final List<Institution> INSTITUTIONS = Consortium.INSTITUTIONS;

  private static final String EXCHANGE = "tallystick-exchange";
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @FieldSource("OVERLAYS_WITH_KAFKA")
  void the_topics_are_those_of_the_services(String overlay) throws Exception {
    var topics = Rendered.of(overlay).all("KafkaTopic").toList();
    assertThat(topics)
        .extracting(Resource::name)
        .containsExactlyInAnyOrderElementsOf(ConsortiumTopics.all());
    assertThat(ConsortiumTopics.all()).containsAll(allTopics().toList());
    assertThat(topics).allMatch(it -> it.at("/spec/config/max.message.bytes").asInt() == 16 << 20);
  }

  static final List<String> OVERLAYS_WITH_KAFKA = List.of("exchange", "evaluation");

  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void an_institution_reads_its_own_topics_alone_and_writes_no_dead_letter_of_another(
      Institution institution) throws Exception {
    var user = Rendered.of("exchange").get(EXCHANGE, "KafkaUser", institution.id());
    var own = Topics.of(institution.id());
    var letters = own.stream().map(Topics::deadLetters).toList();
    assertThat(topics(user, "Read"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(own.stream(), letters.stream()).toList());
    assertThat(topics(user, "Write"))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(allTopics(), letters.stream()).toList());
    assertThat(Resource.each(user.at("/spec/authorization"), "acls").map(it -> it.path("resource")))
        .filteredOn(it -> it.path("type").asText().equals("group"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("name").asText()).isEqualTo(institution.id() + "-"));
  }

  /**
   * Same roles, same clients with the same rights; only devnet has direct grants and made-up staff.
   */
  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void a_realm_is_devnet_s_without_what_only_devnet_may(
      Institution institution, @TempDir Path folder) throws Exception {
    var home = new Home(folder);
    var theirs = JSON.valueToTree(RealmFile.of(institution, new Ports(0), Secrets.of(home)));
    var ours =
        JSON.readTree(
            realm("base/" + institution.role().name().toLowerCase(Locale.ROOT))
                .toString()
                .replace("${REALM}", institution.id()));
    assertThat(ours.path("clientScopes")).isEqualTo(theirs.path("clientScopes"));
    assertThat(clients(ours)).isEqualTo(clients(theirs));
    assertThat(ours.path("roles")).isEqualTo(theirs.path("roles"));
    assertThat(serviceAccounts(ours)).isEqualTo(serviceAccounts(theirs));
    for (var shared :
        List.of("bruteForceProtected", "accessTokenLifespan", "registrationAllowed")) {
      assertThat(ours.path(shared)).as(shared).isEqualTo(theirs.path(shared));
    }
    assertThat(ours.path("sslRequired").asText()).isEqualTo("all");
  }

  @Test
  void no_realm_lets_anybody_in_by_a_password_sent_to_a_client() throws IOException {
    for (var folder :
        List.of(
            "base/hospital", "base/insurer", "base/authority", "overlays/evaluation/patients")) {
      for (var client : realm(folder).path("clients")) {
        assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
        assertThat(client.path("publicClient").asBoolean(true)).isFalse();
        assertThat(client.path("secret").asText()).matches("\\$\\{[A-Z_]+}");
        if (client.path("standardFlowEnabled").asBoolean()) {
          assertThat(client.at("/attributes/pkce.code.challenge.method").asText())
              .isEqualTo("S256");
        }
      }
    }
  }

  /** Keycloak refuses to start otherwise. */
  @Test
  void a_realm_lies_in_a_file_of_its_name() throws Exception {
    var rendered = Rendered.of("evaluation");
    for (var keycloak :
        rendered.all("Deployment").filter(it -> it.name().equals("keycloak")).toList()) {
      var id = rendered.get(keycloak.namespace(), "ConfigMap", "institution").text("/data/id");
      assertThat(keycloak.pod().path("volumes").findValuesAsText("path"))
          .contains(id + "-realm.json");
    }
  }

  @Test
  void a_realm_s_placeholders_are_in_keycloak_s_environment() throws Exception {
    var rendered = Rendered.of("evaluation");
    for (var keycloak :
        rendered.all("Deployment").filter(it -> it.name().equals("keycloak")).toList()) {
      var known = Provided.in(keycloak.namespace(), rendered).secrets().get("keycloak-clients");
      var environment =
          Resource.each(keycloak.containers().getLast(), "env")
              .map(it -> it.path("name").asText())
              .collect(Collectors.toSet());
      environment.addAll(known);
      var map =
          Resource.each(keycloak.pod(), "volumes")
              .map(it -> it.at("/configMap/name").asText())
              .filter(it -> it.startsWith("keycloak-realm"))
              .findFirst()
              .orElseThrow();
      var text =
          rendered
              .get(keycloak.namespace(), "ConfigMap", map)
              .at("/data")
              .elements()
              .next()
              .asText();
      assertThat(placeholders(text)).as("%s", keycloak).isNotEmpty().isSubsetOf(environment);
    }
  }

  @Test
  void the_chaincode_gets_the_variables_that_it_asks_for() throws Exception {
    var source =
        Files.readString(
            Checkout.root()
                .resolve("chaincode/src/main/java")
                .resolve(ChaincodeMain.class.getName().replace('.', '/') + ".java"));
    var asked =
        Pattern.compile("environment\\(\"([A-Z_]+)\"\\)")
            .matcher(source)
            .results()
            .map(it -> it.group(1))
            .filter(name -> !name.startsWith("CHAINCODE_TLS_")) // both or none, and none here
            .collect(Collectors.toSet());
    var chaincode = Rendered.of("hospital").get("tallystick-riverside", "Deployment", "chaincode");
    var given =
        Resource.each(chaincode.containers().getFirst(), "env")
            .map(it -> it.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(asked).isNotEmpty();
    assertThat(given).containsAll(asked);
  }

  @Test
  void the_channel_has_the_consortium_s_members_and_three_orderers() throws Exception {
    var configtx =
        new YAMLMapper().readTree(Checkout.k8s().resolve("fabric/configtx.yaml").toFile());
    var members = new TreeSet<String>();
    configtx.path("Organizations").forEach(it -> members.add(it.path("ID").asText()));
    assertThat(members)
        .containsExactlyInAnyOrderElementsOf(
            Consortium.INSTITUTIONS.stream().map(Institution::msp).toList());
    var consenters = configtx.at("/Orderer/EtcdRaft/Consenters");
    assertThat(consenters).hasSize(3);
    var rendered = Rendered.of("evaluation");
    for (var consenter : consenters) {
      var host = consenter.path("Host").asText().split("\\.");
      assertThat(rendered.find(host[1], "Service", host[0])).isPresent();
      assertThat(rendered.find(host[1], "StatefulSet", host[0])).isPresent();
    }
    assertThat(rendered.all("StatefulSet").filter(it -> it.name().equals("orderer"))).hasSize(3);
    assertThat(rendered.all("StatefulSet").filter(it -> it.name().equals("peer")))
        .hasSize(Consortium.INSTITUTIONS.size());
  }

  private static Stream<String> allTopics() {
    return Consortium.INSTITUTIONS.stream().flatMap(it -> Topics.of(it.id()).stream());
  }

  private static Set<String> topics(Resource user, String operation) {
    return Resource.each(user.at("/spec/authorization"), "acls")
        .filter(it -> it.at("/resource/type").asText().equals("topic"))
        .filter(it -> it.at("/resource/patternType").asText().equals("literal"))
        .filter(it -> Resource.each(it, "operations").anyMatch(op -> op.asText().equals(operation)))
        .map(it -> it.at("/resource/name").asText())
        .collect(Collectors.toSet());
  }

  private static JsonNode realm(String folder) throws IOException {
    return JSON.readTree(Checkout.k8s().resolve(folder).resolve("realm.json").toFile());
  }

  private static Set<String> placeholders(String text) {
    return Pattern.compile("\\$\\{([A-Z_]+)}")
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<JsonNode> clients(JsonNode realm) {
    return Resource.each(realm, "clients")
        .filter(it -> !it.path("clientId").asText().equals("devnet"))
        .map(
            it ->
                ((ObjectNode) it.deepCopy())
                    .without(List.of("secret", "redirectUris", "webOrigins", "attributes")))
        .map(JsonNode.class::cast)
        .collect(Collectors.toSet());
  }

  private static List<String> serviceAccounts(JsonNode realm) {
    var accounts = new ArrayList<String>();
    Resource.each(realm, "users")
        .filter(it -> it.has("serviceAccountClientId"))
        .forEach(
            it -> accounts.add(it.path("serviceAccountClientId").asText() + it.path("realmRoles")));
    accounts.sort(null);
    return accounts;
  }
}
