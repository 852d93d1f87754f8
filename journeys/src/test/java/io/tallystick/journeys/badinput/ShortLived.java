package io.tallystick.journeys.badinput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.journeys.system.WholeSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Tokens that Keycloak really gave and that are no good where they are shown. */
final class ShortLived {

  private static final String REALM = "riverside";
  private static final int SECOND = 1;

  /** Of the hospital's billing system, past its end. */
  static String token(WholeSystem system) {
    var lifespan = "accessTokenLifespan";
    change(system, Fhir.object().put(lifespan, SECOND));
    try {
      var token = grant(system);
      awaitEnd(token);
      return token;
    } finally {
      change(system, Fhir.object().put(lifespan, 300));
    }
  }

  /** Of Keycloak's own realm, which no service takes. */
  static String administrator(WholeSystem system) {
    var secrets = system.devnet().secrets();
    return form(
        system,
        "master",
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

  private static String grant(WholeSystem system) {
    var client = "billing-system";
    return form(
        system,
        REALM,
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            client,
            "client_secret",
            system.devnet().secrets().client(REALM, client)));
  }

  private static String form(WholeSystem system, String realm, Map<String, String> fields) {
    var url = system.devnet().ports().issuer(realm) + "/protocol/openid-connect/token";
    return new Api().form(url, fields).orThrow("a token").body().path("access_token").asText();
  }

  private static void change(WholeSystem system, ObjectNode realm) {
    var url = system.devnet().ports().keycloakUrl() + "/admin/realms/" + REALM;
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + administrator(system))
            .header("Content-Type", Api.JSON)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(Fhir.bytes(realm)))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) throw new IllegalStateException("Keycloak answered " + status);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitEnd(String token) {
    try {
      var claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
      var end = Instant.ofEpochSecond(Fhir.JSON.readTree(claims).path("exp").asLong());
      var left = Duration.between(Instant.now(), end.plusSeconds(1));
      if (left.isPositive()) Thread.sleep(left);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ShortLived() {}
}
