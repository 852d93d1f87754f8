package io.tallystick.cli.demo.identity;

import io.tallystick.cli.demo.http.Api;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keycloak's tokens, real ones: an institution's systems sign in as themselves, people through the
 * client that only a devnet has, which takes a password. Each is kept until shortly before it ends.
 */
public final class Tokens {

  private static final Duration SPARE = Duration.ofSeconds(60);
  private static final String PASSWORD_CLIENT = "devnet";

  private record Token(String value, Instant until) {}

  private final Api api;
  private final Ports ports;
  private final Secrets secrets;
  private final Clock clock;
  private final Map<String, Token> kept = new ConcurrentHashMap<>();

  public Tokens(Api api, Ports ports, Secrets secrets, Clock clock) {
    this.api = api;
    this.ports = ports;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Of an institution's own system or service, for itself: {@code billing-system}. */
  public String ofSystem(String org, String client) {
    return ofService(org, client, org);
  }

  /**
   * Of an institution's service, for another institution's.
   *
   * @param audience org id whose services take it
   */
  public String ofService(String org, String client, String audience) {
    return token(
        org,
        client + " to " + audience,
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            client,
            "client_secret",
            secrets.client(org, client),
            "scope",
            "to-" + audience));
  }

  /** Of one of an institution's people. */
  public String ofStaff(String org, String username) {
    return ofPerson(org, username, secrets.person(org, username));
  }

  /**
   * Of a patient, who signs in once; as the portal does, each institution gets a token for itself
   * (RFC 8693).
   *
   * @param org whose services take it
   */
  public String ofPatient(String org, String username, String password) {
    var signedIn = ofPerson(Consortium.PATIENTS, username, password);
    return token(
        Consortium.PATIENTS,
        username + " to " + org,
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "client_id",
            PASSWORD_CLIENT,
            "client_secret",
            secrets.client(Consortium.PATIENTS, PASSWORD_CLIENT),
            "subject_token",
            signedIn,
            "subject_token_type",
            "urn:ietf:params:oauth:token-type:access_token",
            "scope",
            "openid to-" + org));
  }

  private String ofPerson(String realm, String username, String password) {
    return token(
        realm,
        username,
        Map.of(
            "grant_type",
            "password",
            "client_id",
            PASSWORD_CLIENT,
            "client_secret",
            secrets.client(realm, PASSWORD_CLIENT),
            "username",
            username,
            "password",
            password));
  }

  /** Of Keycloak's administrator. */
  String ofAdministrator() {
    return token(
        "master",
        Secrets.KEYCLOAK_ADMIN,
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            Secrets.KEYCLOAK_ADMIN,
            "password",
            secrets.keycloakAdmin()));
  }

  private String token(String realm, String who, Map<String, String> grant) {
    return kept.compute(realm + "/" + who, (name, old) -> fresh(old) ? old : fetch(realm, grant))
        .value();
  }

  private boolean fresh(Token token) {
    return token != null && clock.instant().isBefore(token.until());
  }

  private Token fetch(String realm, Map<String, String> grant) {
    var asked = clock.instant();
    var url = ports.issuer(realm) + "/protocol/openid-connect/token";
    var reply = api.form(url, new LinkedHashMap<>(grant)).orThrow("a token of realm " + realm);
    var life = Duration.ofSeconds(reply.body().path("expires_in").asLong());
    var spare = life.compareTo(SPARE.multipliedBy(2)) > 0 ? SPARE : life.dividedBy(2);
    return new Token(reply.body().path("access_token").asText(), asked.plus(life.minus(spare)));
  }
}
