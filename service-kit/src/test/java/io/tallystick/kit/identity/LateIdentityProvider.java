package io.tallystick.kit.identity;

import static java.util.Map.entry;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallystick.kit.testing.HeldPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A realm whose Keycloak comes up long after the service. */
public class LateIdentityProvider implements QuarkusTestResourceLifecycleManager {

  static final String ISSUER = "tallystick-testing.late-issuer";

  @Override
  public Map<String, String> start() {
    var realm = "http://127.0.0.1:" + HeldPort.next() + "/realms/late";
    System.setProperty(ISSUER, realm);
    var tenant = "quarkus.oidc.partner-late.";
    return Map.ofEntries(
        entry(tenant + "auth-server-url", realm),
        entry(tenant + "token.issuer", realm),
        entry(tenant + "token.audience", "riverside"),
        entry(tenant + "application-type", "service"),
        entry(tenant + "roles.role-claim-path", "realm_access/roles"),
        entry(tenant + "discovery-enabled", "false"),
        entry(tenant + "jwks-path", "/protocol/openid-connect/certs"),
        entry(tenant + "jwks.resolve-early", "false"),
        entry("quarkus.oidc-client.auth-server-url", realm),
        entry("quarkus.oidc-client.client-id", "claim-service"),
        entry("quarkus.oidc-client.credentials.secret", "secret"));
  }

  @Override
  public void stop() {
    // Nothing runs until the test says so.
  }

  static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("late-1").generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String token(RSAKey key, String audience) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(System.getProperty(ISSUER))
            .subject("late-service")
            .audience(audience)
            .claim("realm_access", Map.of("roles", List.of("service")))
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .build();
    try {
      var jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("late-1").build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static HttpServer comeUp(RSAKey key) throws IOException {
    var port = URI.create(System.getProperty(ISSUER)).getPort();
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    var base = "/realms/late/protocol/openid-connect/";
    serve(server, base + "certs", form -> new JWKSet(key.toPublicJWK()).toString());
    serve(
        server,
        base + "token",
        form ->
            "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                .formatted(token(key, asked(form))));
    server.start();
    return server;
  }

  /** As Keycloak with a client scope {@code to-<org>} per institution. */
  private static String asked(String form) {
    return form.replaceAll(".*scope=to-([a-z]+).*", "$1");
  }

  private static void serve(HttpServer server, String path, UnaryOperator<String> answer) {
    server.createContext(
        path,
        exchange -> {
          var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var body = answer.apply(form).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
