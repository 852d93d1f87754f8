package io.tallystick.devnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.devnet.secret.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  private static final Ports PORTS = new Ports(1000);
  @TempDir private static Path folder;
  private static Home home;

  @BeforeAll
  static void write() {
    home = new Home(folder.resolve("home"));
    new Configuration(home, PORTS, Secrets.of(home)).write();
  }

  @Test
  void writing_again_changes_nothing() throws IOException {
    var before = contents();
    new Configuration(home, PORTS, Secrets.of(home)).write();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void everything_belongs_to_its_owner_alone() throws IOException {
    try (var files = Files.walk(home.folder())) {
      var open =
          files
              .filter(file -> !file.getFileName().toString().equals(".lock"))
              .filter(file -> !Files.isSymbolicLink(file))
              .filter(file -> !permissions(file).endsWith("------"))
              .toList();
      assertThat(open).isEmpty();
    }
  }

  @Test
  void a_service_is_told_its_own_institution_and_pins_every_issuer() throws IOException {
    var service = properties("summit-claim-service");
    assertThat(service)
        .containsEntry("tallystick.org.id", "summit")
        .containsEntry("tallystick.org.msp", "SummitMSP")
        .containsEntry("tallystick.ledger.endpoint", "127.0.0.1:8052")
        .containsEntry("tallystick.institution.hospital-gateway-url", "http://127.0.0.1:9102")
        .containsEntry("quarkus.http.port", "9112")
        .containsEntry(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:6433/summit_claim_service")
        .containsEntry("quarkus.oidc.staff.auth-server-url", "http://127.0.0.1:9180/realms/summit")
        .containsEntry(
            "quarkus.oidc.partner-harbor.auth-server-url", "http://127.0.0.1:9180/realms/harbor")
        .doesNotContainKey("quarkus.oidc.partner-summit.auth-server-url");
    assertThat(Path.of(service.getProperty("tallystick.ledger.private-key"))).exists();
    assertThat(Path.of(service.getProperty("tallystick.ledger.tls-ca"))).exists();
  }

  @Test
  void only_insurers_follow_the_scenario_clock() throws IOException {
    for (var each : Consortium.deployments()) {
      var insurer = each.service().equals(Consortium.INSURER_SERVICE);
      assertThat(properties(each.part()).containsKey("tallystick.scenario.received-after-service"))
          .isEqualTo(insurer);
    }
  }

  @Test
  void no_two_databases_share_a_password_and_no_two_realms_a_client_secret() throws IOException {
    var passwords = new ArrayList<String>();
    for (var each : Consortium.deployments()) {
      passwords.add(properties(each.part()).getProperty("quarkus.datasource.password"));
      passwords.add(properties(each.part()).getProperty("quarkus.oidc-client.credentials.secret"));
    }
    assertThat(passwords).doesNotHaveDuplicates().allMatch(password -> password.length() == 32);
  }

  @Test
  void every_realm_resists_guessing_and_its_portal_insists_on_pkce() throws IOException {
    for (var name : List.of("patients", "riverside", "summit", "harbor", "meridian", "authority")) {
      var realm = realm(name);
      assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
      assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(300);
      var portal = named(realm.path("clients"), "clientId", "portal");
      assertThat(portal.path("publicClient").asBoolean()).isFalse();
      assertThat(portal.path("attributes").path("pkce.code.challenge.method").asText())
          .isEqualTo("S256");
      assertThat(portal.path("redirectUris").path(0).asText()).isEqualTo("http://127.0.0.1:9080/*");
    }
  }

  @Test
  void a_services_client_has_the_service_role_and_no_other_way_in() throws IOException {
    var realm = realm("riverside");
    var client = named(realm.path("clients"), "clientId", "claim-service");
    assertThat(client.path("serviceAccountsEnabled").asBoolean()).isTrue();
    assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(client.path("standardFlowEnabled").asBoolean()).isFalse();
    var account = named(realm.path("users"), "serviceAccountClientId", "claim-service");
    assertThat(account.path("realmRoles").toString()).isEqualTo("[\"service\"]");
  }

  @Test
  void a_service_takes_only_tokens_that_are_made_for_its_institution() throws IOException {
    var service = properties("summit-claim-service");
    for (var tenant : List.of("staff", "patients", "partner-harbor")) {
      assertThat(service).containsEntry("quarkus.oidc." + tenant + ".token.audience", "summit");
    }
  }

  @Test
  void who_acts_at_many_institutions_gets_tokens_for_one_at_a_time() throws IOException {
    var patients = realm("patients");
    for (var client :
        List.of(
            named(patients.path("clients"), "clientId", "portal"),
            named(realm("harbor").path("clients"), "clientId", "insurer-service"))) {
      assertThat(client.path("defaultClientScopes").toString()).doesNotContain("to-");
      assertThat(client.path("optionalClientScopes")).hasSize(Consortium.INSTITUTIONS.size());
    }
    var clerks = named(realm("riverside").path("clients"), "clientId", "portal");
    assertThat(clerks.path("defaultClientScopes").toString()).contains("\"to-riverside\"");
    assertThat(clerks.path("optionalClientScopes")).isEmpty();
    var scope = named(patients.path("clientScopes"), "name", "to-harbor");
    assertThat(scope.at("/protocolMappers/0/config/included.custom.audience").asText())
        .isEqualTo("harbor");
  }

  @Test
  void a_topic_and_its_dead_letters_exist_per_family_and_institution() {
    assertThat(ConsortiumTopics.all())
        .hasSize(30)
        .contains("tallystick.claims.harbor.v1", "tallystick.consents.riverside.v1.dlq");
  }

  @Test
  void an_institutions_public_keys_are_those_of_its_private_ones() {
    var keys = new InstitutionKeys(home.keys("harbor"));
    assertThat(keys.publicSigning()).isNotEqualTo(keys.publicEncryption());
    assertThat(keys.publicSigning().toKey()).isNotNull();
  }

  private static String contents() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.walk(home.folder())) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append(file).append('\n').append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties properties(String part) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(Files.readString(home.config(part))));
    return properties;
  }

  private static JsonNode realm(String name) throws IOException {
    var file = home.data("keycloak").resolve("data/import").resolve(name + "-realm.json");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static JsonNode named(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(each -> each.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }
}
