package io.tallystick.kit.identity;

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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** A realm whose Keycloak comes up long after the service. */
public class LateIdentityProvider implements QuarkusTestResourceLifecycleManager {

  static final String ISSUER = "tallystick-testing.late-issuer";

  @Override
  public Map<String, String> start() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var realm = "http://127.0.0.1:" + socket.getLocalPort() + "/realms/late";
      System.setProperty(ISSUER, realm);
      var tenant = "quarkus.oidc.partner-late.";
      return Map.of(
          tenant + "auth-server-url",
          realm,
          tenant + "token.issuer",
          realm,
          tenant + "application-type",
          "service",
          tenant + "roles.role-claim-path",
          "realm_access/roles",
          tenant + "discovery-enabled",
          "false",
          tenant + "jwks-path",
          "/protocol/openid-connect/certs",
          tenant + "jwks.resolve-early",
          "false",
          "quarkus.oidc-client.auth-server-url",
          realm,
          "quarkus.oidc-client.client-id",
          "claim-service",
          "quarkus.oidc-client.credentials.secret",
          "secret");
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
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

  static String token(RSAKey key) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(System.getProperty(ISSUER))
            .subject("late-service")
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
    serve(server, base + "certs", new JWKSet(key.toPublicJWK()).toString());
    serve(
        server,
        base + "token",
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
            .formatted(token(key)));
    server.start();
    return server;
  }

  private static void serve(HttpServer server, String path, String json) {
    server.createContext(
        path,
        exchange -> {
          var body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
