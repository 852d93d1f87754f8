package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom a token is made for. Every realm has a client scope {@code to-<org>} for each institution,
 * which puts that org id into the token's {@code aud}; services refuse tokens without their own.
 */
final class Audiences {

  /** What every client's tokens carry; they stand in {@code keycloak/realm.json}. */
  private static final List<String> SHARED = List.of("basic", "profile", "roles");

  /** Keycloak's representations of the scopes. */
  static List<Map<String, Object>> scopes() {
    return Consortium.INSTITUTIONS.stream().map(Audiences::scope).toList();
  }

  /** The client's tokens are for these institutions, asked for or not. */
  static void always(Map<String, Object> client, String... orgs) {
    var scopes = new ArrayList<>(SHARED);
    List.of(orgs).forEach(org -> scopes.add(name(org)));
    client.put("defaultClientScopes", scopes);
    client.put("optionalClientScopes", List.of());
  }

  /** The client's tokens are for nobody until it asks for a scope, one institution at a time. */
  static void onDemand(Map<String, Object> client) {
    client.put("defaultClientScopes", SHARED);
    client.put(
        "optionalClientScopes",
        Consortium.INSTITUTIONS.stream().map(Institution::id).map(Audiences::name).toList());
  }

  private static String name(String org) {
    return "to-" + org;
  }

  private static Map<String, Object> scope(Institution institution) {
    return Map.of(
        "name",
        name(institution.id()),
        "description",
        "For the services of " + institution.displayName(),
        "protocol",
        "openid-connect",
        "attributes",
        Map.of("include.in.token.scope", "true", "display.on.consent.screen", "false"),
        "protocolMappers",
        List.of(
            Map.of(
                "name",
                "audience",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of(
                    "included.custom.audience", institution.id(),
                    "access.token.claim", "true",
                    "id.token.claim", "false"))));
  }

  private Audiences() {}
}
