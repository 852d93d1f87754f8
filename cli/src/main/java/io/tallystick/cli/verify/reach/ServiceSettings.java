package io.tallystick.cli.verify.reach;

import io.tallystick.cli.demo.http.Api;
import io.tallystick.devnet.DevnetFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A service's own configuration file, as its operator wrote it ({@code docs/fabric.md}, step 6):
 * its institution's peer, and where the service answers.
 */
record ServiceSettings(Path file, Properties properties) {

  /**
   * @throws DevnetFailure if it can't be read
   */
  static ServiceSettings in(Path file) {
    var properties = new Properties();
    try (var text = Files.newBufferedReader(file)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new DevnetFailure(file + " is no properties file: " + unreadable.getMessage());
    }
    return new ServiceSettings(file, properties);
  }

  String org() {
    return needed("tallystick.org.id");
  }

  String channel() {
    return needed("tallystick.ledger.channel");
  }

  String chaincode() {
    return needed("tallystick.ledger.chaincode");
  }

  Peer.Address peer() {
    return new Peer.Address(
        org(),
        needed("tallystick.ledger.endpoint"),
        properties.getProperty("tallystick.ledger.tls-name"),
        Path.of(needed("tallystick.ledger.tls-ca")),
        needed("tallystick.org.msp"),
        Path.of(needed("tallystick.ledger.certificate")),
        Path.of(needed("tallystick.ledger.private-key")));
  }

  /** Empty where the file doesn't say how the service signs in. */
  Optional<Service> service(Api api) {
    if (properties.getProperty("quarkus.oidc-client.client-id") == null) return Optional.empty();
    var url = "http://%s:%s".formatted(needed("quarkus.http.host"), needed("quarkus.http.port"));
    var client = needed("quarkus.oidc-client.client-id");
    return Optional.of(new Service(org() + "-" + client, url, api, () -> token(api, client)));
  }

  private String token(Api api, String client) {
    var url = needed("quarkus.oidc-client.auth-server-url") + "/protocol/openid-connect/token";
    var grant =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            client,
            "client_secret",
            needed("quarkus.oidc-client.credentials.secret"),
            "scope",
            "to-" + org());
    return api.form(url, grant).orThrow("a token").body().path("access_token").asText();
  }

  private String needed(String name) {
    var value = properties.getProperty(name);
    if (value == null) throw new DevnetFailure(file + " doesn't say " + name + ".");
    return value;
  }
}
