package io.tallystick.journeys.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.tallystick.claims.ClaimsConfig;
import io.tallystick.devnet.config.ServiceProperties;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.insurer.evidence.app.EvidencePolicy;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.portal.institutions.Institutions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the manifests tell the services is what the services' typed configuration asks for. */
class ConfigurationTest {

  static final List<String> INSTITUTIONS =
      List.of("hospital", "insurer", "authority", "evaluation");

  private static final Map<String, List<Class<?>>> MAPPINGS =
      Map.of(
          "hospital-gateway", List.of(TallystickConfig.class, GatewayConfig.class),
          "claim-service", List.of(TallystickConfig.class, ClaimsConfig.class),
          "insurer-service", List.of(TallystickConfig.class, EvidencePolicy.class),
          "portal", List.of(Institutions.class));

  /**
   * Devnet's own: ports on loopback, a sample of old claims, a start that is looked at often, and
   * logins to Kafka by password, where a cluster has certificates.
   */
  private static final Set<String> OF_A_DEVNET_ONLY =
      Set.of(
          "quarkus.http.port",
          "tallystick.scenario.received-after-service",
          "kafka.sasl.mechanism",
          "kafka.sasl.jaas.config");

  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void every_service_starts_with_what_its_manifest_tells_it(String overlay) throws Exception {
    for (var deployment : deployments(Rendered.of(overlay))) {
      var config = ServiceConfig.of(Rendered.of(overlay), deployment);
      var read = config.read(MAPPINGS.get(deployment.name()));
      if (deployment.name().equals("portal")) continue;
      var typed = read.getConfigMapping(TallystickConfig.class);
      var institution = Consortium.institution(typed.org().id());
      assertThat(typed.org().msp()).isEqualTo(institution.msp());
      assertThat(typed.ledger().channel()).isEqualTo(Consortium.CHANNEL);
      assertThat(typed.ledger().chaincode()).isEqualTo(Consortium.CHAINCODE);
      assertThat(typed.events().service()).isEqualTo(deployment.name());
      assertThat(institution.deployments()).anyMatch(it -> it.service().equals(deployment.name()));
    }
  }

  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void every_name_is_one_that_quarkus_kafka_or_the_services_know(String overlay) throws Exception {
    var kafka = new HashSet<>(ConsumerConfig.configNames());
    kafka.addAll(ProducerConfig.configNames());
    for (var deployment : deployments(Rendered.of(overlay))) {
      var known = new KnownNames(MAPPINGS.get(deployment.name()));
      var config = ServiceConfig.of(Rendered.of(overlay), deployment);
      assertThat(config.files().keySet())
          .as("%s", deployment)
          .allMatch(known::knowsProperty, "is known");
      assertThat(config.environment().keySet().stream().filter(ConfigurationTest::isASetting))
          .as("%s", deployment)
          .allMatch(
              it ->
                  it.startsWith("KAFKA_") ? KnownNames.isKafka(it, kafka) : known.knowsVariable(it),
              "is known");
    }
  }

  @Test
  void what_devnet_tells_a_service_its_manifest_tells_it_too(@TempDir Path folder)
      throws Exception {
    var rendered = Rendered.of("evaluation");
    var home = new Home(folder);
    for (var each : Consortium.deployments()) {
      var deployment = rendered.get("tallystick-" + each.org(), "Deployment", each.service());
      var config = ServiceConfig.of(rendered, deployment).read(MAPPINGS.get(each.service()));
      ServiceProperties.of(home, new Ports(0), Secrets.of(home), each).keySet().stream()
          .filter(name -> !OF_A_DEVNET_ONLY.contains(name) && !name.startsWith("quarkus.log."))
          // Elsewhere HL7 v2 is off until an institution names its senders.
          .filter(name -> !name.startsWith("tallystick.hl7."))
          .forEach(
              name ->
                  assertThat(config.getOptionalValue(name, String.class))
                      .as("%s of %s", name, deployment)
                      .isPresent());
    }
  }

  @Test
  void a_renamed_property_is_noticed() throws Exception {
    var rendered = Rendered.of("hospital");
    var deployment = rendered.get("tallystick-riverside", "Deployment", "claim-service");
    var config = ServiceConfig.of(rendered, deployment);
    var files = new HashMap<>(config.files());
    files.put("tallystick.institution.hospital-gateway-uri", "https://x");
    assertThatThrownBy(
            () ->
                new ServiceConfig("claim-service", config.environment(), files)
                    .read(MAPPINGS.get("claim-service")))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("hospital-gateway-uri");
    var environment = new HashMap<>(config.environment());
    environment.put("TALLYSTICK_LEDGER_CA", environment.remove("TALLYSTICK_LEDGER_TLS_CA"));
    assertThatThrownBy(
            () ->
                new ServiceConfig("claim-service", environment, config.files())
                    .read(MAPPINGS.get("claim-service")))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("tls-ca");
    assertThat(new KnownNames(MAPPINGS.get("claim-service")).knowsVariable("TALLYSTICK_LEDGER_CA"))
        .isFalse();
  }

  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void the_port_in_the_settings_is_the_container_s(String overlay) throws Exception {
    for (var deployment : deployments(Rendered.of(overlay))) {
      var config = ServiceConfig.of(Rendered.of(overlay), deployment);
      assertThat(deployment.containers().getLast().at("/ports/0/containerPort").asText())
          .isEqualTo(config.files().get("quarkus.http.ssl-port"));
    }
  }

  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void a_pod_has_the_time_that_its_service_takes_to_stop(String overlay) throws Exception {
    for (var deployment : deployments(Rendered.of(overlay))) {
      var config = ServiceConfig.of(Rendered.of(overlay), deployment);
      var stop =
          Duration.parse(
              "PT"
                  + config
                      .files()
                      .get("quarkus.shutdown.timeout")
                      .toUpperCase(java.util.Locale.ROOT));
      int pause = deployment.containers().getLast().at("/lifecycle/preStop/sleep/seconds").asInt();
      assertThat(pause).isPositive();
      assertThat(deployment.pod().path("terminationGracePeriodSeconds").asLong())
          .isGreaterThanOrEqualTo(pause + 2 * stop.toSeconds());
    }
  }

  @ParameterizedTest
  @FieldSource("INSTITUTIONS")
  void each_service_has_its_database_and_the_role_that_owns_it(String overlay) throws Exception {
    var rendered = Rendered.of(overlay);
    for (var deployment :
        deployments(rendered).stream().filter(it -> !it.name().equals("portal")).toList()) {
      var config = ServiceConfig.of(rendered, deployment).environment();
      var user = config.get("QUARKUS_DATASOURCE_USERNAME");
      var database = rendered.get(deployment.namespace(), "Database", deployment.name());
      assertThat(config.get("QUARKUS_DATASOURCE_JDBC_URL"))
          .contains("/" + database.text("/spec/name") + "?");
      assertThat(database.text("/spec/owner")).isEqualTo(user);
      var roles =
          rendered.get(deployment.namespace(), "Cluster", "postgres").at("/spec/managed/roles");
      assertThat(roles).anyMatch(it -> it.path("name").asText().equals(user));
      var secret =
          rendered.get(deployment.namespace(), "ExternalSecret", deployment.name() + "-database");
      assertThat(secret.text("/spec/target/template/data/username")).isEqualTo(user);
    }
  }

  private static boolean isASetting(String variable) {
    return Stream.of("TALLYSTICK_", "QUARKUS_", "KAFKA_").anyMatch(variable::startsWith);
  }

  private static List<Resource> deployments(Rendered rendered) {
    return rendered.all("Deployment").filter(it -> MAPPINGS.containsKey(it.name())).toList();
  }
}
