package io.tallystick.cli.cluster;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Deployment;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.devnet.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each institution's vault holds, as Secrets of the namespace {@code vault-<org>}; the same
 * again from the same folder.
 */
final class Vaults {

  private static final String PORTAL = "portal";
  private static final String KEYCLOAK = "keycloak";

  private final Home home;
  private final Secrets secrets;
  private final List<Map<String, Object>> resources = new ArrayList<>();

  private Vaults(Home home) {
    this.home = home;
    this.secrets = Secrets.of(home);
  }

  static List<Map<String, Object>> in(Home home) {
    var vaults = new Vaults(home);
    Consortium.INSTITUTIONS.forEach(vaults::institution);
    vaults.patients();
    return vaults.resources;
  }

  private void institution(Institution it) {
    var org = it.id();
    var keys = new InstitutionKeys(home.keys(org));
    keys.create();
    put(
        org,
        "institution-keys",
        Map.of("encryption.jwk", read(keys.encryption()), "signing.jwk", read(keys.signing())));
    var services = it.deployments().stream().map(Deployment::service).toList();
    var clients =
        Stream.of(Stream.of(PORTAL), services.stream(), it.systems().keySet().stream())
            .flatMap(names -> names)
            .toList();
    put(org, "oidc-clients", values(clients, client -> secrets.client(org, client)));
    put(org, "databases", values(with(KEYCLOAK, services), name -> database(org, name)));
    put(org, "keycloak-admin", Map.of("password", administrator(org)));
    put(
        org,
        PORTAL,
        values(
            List.of(
                "form-key",
                "staff-state-secret",
                "staff-token-secret",
                "patients-state-secret",
                "patients-token-secret",
                "patients-client-secret"),
            name ->
                name.equals("patients-client-secret")
                    ? patientsClient(org)
                    : secrets.portal(org + "." + name)));
  }

  /** The patients' realm knows each institution's portal as a client of its own. */
  private void patients() {
    var realm = Consortium.PATIENTS;
    var clients = new TreeMap<String, String>();
    Consortium.INSTITUTIONS.forEach(
        it -> clients.put("portal-" + it.id(), patientsClient(it.id())));
    clients.put("pairwise-salt", secrets.client(realm, "pairwise-salt"));
    put(realm, "oidc-clients", clients);
    put(realm, "databases", Map.of(KEYCLOAK, database(realm, KEYCLOAK)));
    put(realm, "keycloak-admin", Map.of("password", administrator(realm)));
  }

  private String patientsClient(String org) {
    return secrets.client(Consortium.PATIENTS, "portal-" + org);
  }

  private String administrator(String realm) {
    return secrets.client(realm, "keycloak-admin");
  }

  private String database(String org, String name) {
    return secrets.database(org + "." + name);
  }

  private void put(String org, String name, Map<String, String> values) {
    resources.add(
        Map.of(
            "apiVersion", "v1",
            "kind", "Secret",
            "metadata", Map.of("name", name, "namespace", "vault-" + org),
            "type", "Opaque",
            "stringData", new TreeMap<>(values)));
  }

  private interface Value {
    String of(String name);
  }

  private static Map<String, String> values(List<String> names, Value value) {
    var values = new TreeMap<String, String>();
    names.forEach(name -> values.put(name, value.of(name)));
    return values;
  }

  private static List<String> with(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
