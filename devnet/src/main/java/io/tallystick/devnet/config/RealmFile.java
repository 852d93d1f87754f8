package io.tallystick.devnet.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.consortium.Person;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A realm as Keycloak imports it (RealmRepresentation, Keycloak 26): what every realm shares stands
 * in {@code keycloak/realm.json}; roles, clients and people are this consortium's.
 */
public final class RealmFile {

  /** A patient signs in once; what an institution gets is a token for it alone (RFC 8693). */
  private static final String TOKEN_EXCHANGE = "standard.token.exchange.enabled";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String realm;
  private final Ports ports;
  private final Secrets secrets;
  private final List<Map<String, Object>> clients = new ArrayList<>();
  private final List<Map<String, Object>> users = new ArrayList<>();

  private RealmFile(String realm, Ports ports, Secrets secrets) {
    this.realm = realm;
    this.ports = ports;
    this.secrets = secrets;
  }

  /** The patients' realm, which stands for a national e-ID. */
  public static Map<String, Object> patients(Ports ports, Secrets secrets) {
    var file = new RealmFile(Consortium.PATIENTS, ports, secrets);
    Consortium.PATIENT_ACCOUNTS.forEach(file::person);
    return file.with("Patients (stands for a national e-ID)", List.of("patient"));
  }

  /** An institution's staff, services and systems. */
  public static Map<String, Object> of(Institution institution, Ports ports, Secrets secrets) {
    var file = new RealmFile(institution.id(), ports, secrets);
    institution.deployments().forEach(each -> file.service(each.service()));
    institution.systems().forEach(file::system);
    institution.people().forEach(file::person);
    return file.with(institution.displayName(), institution.roles());
  }

  private Map<String, Object> with(String displayName, List<String> roles) {
    portal();
    directGrants();
    var representation = shared();
    representation.put("realm", realm);
    representation.put("clientScopes", both(representation.get("clientScopes")));
    representation.put("displayName", displayName);
    representation.put(
        "roles", Map.of("realm", roles.stream().map(role -> Map.of("name", role)).toList()));
    representation.put("clients", clients);
    representation.put("users", users);
    return representation;
  }

  private static List<Object> both(Object shared) {
    return Stream.concat(((List<?>) shared).stream(), Audiences.scopes().stream())
        .collect(Collectors.toList());
  }

  private void portal() {
    var client = confidential("portal", "The institution's web front");
    client.put("standardFlowEnabled", true);
    client.put("redirectUris", List.of(ports.portalUrl() + "/*"));
    client.put("webOrigins", List.of(ports.portalUrl()));
    client.put(
        "attributes",
        Map.of(
            "pkce.code.challenge.method",
            "S256",
            "post.logout.redirect.uris",
            ports.portalUrl() + "/*",
            TOKEN_EXCHANGE,
            Boolean.toString(isPatients())));
    audience(client);
    clients.add(client);
  }

  private void directGrants() {
    var client =
        confidential(
            "devnet",
            "Devnet only: lets tests and the demo get a person's token with a password. Never in"
                + " production.");
    client.put("directAccessGrantsEnabled", true);
    client.put("attributes", Map.of(TOKEN_EXCHANGE, Boolean.toString(isPatients())));
    audience(client);
    clients.add(client);
  }

  /** Staff work at their own institution only; patients at every one. */
  private void audience(Map<String, Object> client) {
    if (isPatients()) {
      Audiences.onDemand(client);
    } else {
      Audiences.always(client, realm);
    }
  }

  private boolean isPatients() {
    return realm.equals(Consortium.PATIENTS);
  }

  /** Calls other institutions' services too, each with a token for that one. */
  private void service(String name) {
    var client = confidential(name, "A service's own client");
    Audiences.onDemand(client);
    account(client, List.of("service"));
  }

  private void system(String name, List<String> roles) {
    var client = confidential(name, "A system of the institution");
    Audiences.always(client, realm);
    account(client, roles);
  }

  private void account(Map<String, Object> client, List<String> roles) {
    var name = (String) client.get("clientId");
    client.put("serviceAccountsEnabled", true);
    clients.add(client);
    users.add(
        Map.of(
            "username",
            "service-account-" + name,
            "enabled",
            true,
            "serviceAccountClientId",
            name,
            "realmRoles",
            roles));
  }

  private Map<String, Object> confidential(String id, String description) {
    var client = new LinkedHashMap<String, Object>();
    client.put("clientId", id);
    client.put("description", description);
    client.put("enabled", true);
    client.put("publicClient", false);
    client.put("clientAuthenticatorType", "client-secret");
    client.put("secret", secrets.client(realm, id));
    client.put("standardFlowEnabled", false);
    client.put("implicitFlowEnabled", false);
    client.put("directAccessGrantsEnabled", false);
    client.put("serviceAccountsEnabled", false);
    client.put("fullScopeAllowed", true);
    return client;
  }

  private void person(Person person) {
    users.add(
        Map.of(
            "username", person.username(),
            "enabled", true,
            "credentials",
                Stream.of(secrets.person(realm, person.username()))
                    .map(
                        password ->
                            Map.of("type", "password", "value", password, "temporary", false))
                    .toList(),
            "realmRoles", person.roles()));
  }

  private static Map<String, Object> shared() {
    try (var in = RealmFile.class.getResourceAsStream("/keycloak/realm.json")) {
      return MAPPER.readerForMapOf(Object.class).readValue(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
