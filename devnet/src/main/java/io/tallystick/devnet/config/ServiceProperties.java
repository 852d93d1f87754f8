package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Deployment;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one deployment of a service is told about the institution it works for. */
public final class ServiceProperties {

  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final Institution institution;
  private final Deployment deployment;
  private final Map<String, String> properties = new TreeMap<>();

  private ServiceProperties(Home home, Ports ports, Secrets secrets, Deployment deployment) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.institution = Consortium.institution(deployment.org());
    this.deployment = deployment;
  }

  public static Map<String, String> of(
      Home home, Ports ports, Secrets secrets, Deployment deployment) {
    var written = new ServiceProperties(home, ports, secrets, deployment);
    written.institution();
    written.ledger();
    written.infrastructure();
    written.identity();
    return written.properties;
  }

  private void institution() {
    properties.put("tallystick.org.id", institution.id());
    properties.put("tallystick.org.msp", institution.msp());
    Consortium.FIELD_IDENTIFIERS.forEach(
        (org, token) -> properties.put("tallystick.organizations." + org, token));
    var keys = new InstitutionKeys(home.keys(institution.id()));
    properties.put("tallystick.keys.encryption", keys.encryption().toString());
    properties.put("tallystick.keys.signing", keys.signing().toString());
    properties.put(
        "tallystick.keys.folder", keys.folder().resolve(deployment.service()).toString());
    if (institution.role() == Org.Role.HOSPITAL
        && deployment.service().equals(Consortium.CLAIM_SERVICE)) {
      properties.put("tallystick.institution.hospital-gateway-url", ports.url(institution.front()));
    }
    if (deployment.service().equals(Consortium.HOSPITAL_GATEWAY)) hl7();
    if (institution.role() == Org.Role.INSURER) {
      // The sample's claims are old; without this they would all be late, and later each year.
      properties.put("tallystick.scenario.received-after-service", "P1D");
    }
  }

  /** Two senders to try it with; elsewhere the listener is off. */
  private void hl7() {
    properties.put("tallystick.hl7.enabled", "true");
    properties.put("tallystick.hl7.host", Ports.HOST);
    properties.put("tallystick.hl7.port", Integer.toString(ports.hl7(deployment)));
    properties.put("tallystick.hl7.sources.lab.application", "LAB");
    properties.put("tallystick.hl7.sources.adt.application", "ADT");
    for (var source : List.of("lab", "adt")) {
      var facility = institution.id().toUpperCase(Locale.ROOT);
      properties.put("tallystick.hl7.sources." + source + ".facility", facility);
    }
  }

  private void ledger() {
    var org = home.crypto().resolve(institution.id());
    var user = org.resolve("users").resolve(deployment.service());
    properties.put("tallystick.ledger.endpoint", Ports.HOST + ":" + ports.gateway(institution));
    properties.put("tallystick.ledger.tls-ca", org.resolve("tls/ca.pem").toString());
    properties.put("tallystick.ledger.certificate", user.resolve("cert.pem").toString());
    properties.put("tallystick.ledger.private-key", user.resolve("key.pem").toString());
    properties.put("tallystick.ledger.channel", Consortium.CHANNEL);
    properties.put("tallystick.ledger.chaincode", Consortium.CHAINCODE);
  }

  private void infrastructure() {
    properties.put("quarkus.http.host", Ports.HOST);
    properties.put("quarkus.http.port", Integer.toString(ports.of(deployment)));
    properties.put("quarkus.datasource.jdbc.url", ports.jdbc(deployment.database()));
    properties.put("quarkus.datasource.username", deployment.database());
    properties.put("quarkus.datasource.password", secrets.database(deployment.database()));
    // Asked several times a second while it starts.
    properties.put("quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
    properties.put("kafka.bootstrap.servers", ports.kafkaBootstrap());
    KafkaLogins.of(secrets, institution.id())
        .forEach((name, value) -> properties.put("kafka." + name, value));
  }

  private void identity() {
    var realm = institution.id();
    properties.put("quarkus.oidc.resolve-tenants-with-issuer", "true");
    tenant("staff", realm);
    tenant("patients", Consortium.PATIENTS);
    Consortium.INSTITUTIONS.stream()
        .map(Institution::id)
        .filter(other -> !other.equals(realm))
        .forEach(other -> tenant("partner-" + other, other));
    properties.put("quarkus.oidc-client.auth-server-url", ports.issuer(realm));
    properties.put("quarkus.oidc-client.client-id", deployment.service());
    properties.put(
        "quarkus.oidc-client.credentials.secret", secrets.client(realm, deployment.service()));
  }

  private void tenant(String tenant, String realm) {
    var prefix = "quarkus.oidc." + tenant + ".";
    properties.put(prefix + "auth-server-url", ports.issuer(realm));
    properties.put(prefix + "token.issuer", ports.issuer(realm));
    properties.put(prefix + "token.audience", institution.id());
    // Pinned by hand, so that a service also starts while Keycloak is away.
    properties.put(prefix + "discovery-enabled", "false");
    properties.put(prefix + "jwks-path", "/protocol/openid-connect/certs");
    properties.put(prefix + "jwks.resolve-early", "false");
    properties.put(prefix + "application-type", "service");
    properties.put(prefix + "roles.role-claim-path", "realm_access/roles");
  }
}
