package io.tallystick.portal.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * OAuth 2.0 Token Exchange (RFC 8693) at the realm the user signed in to: their token for one that
 * has the client scope {@code to-<org>} and so that institution as its audience.
 */
@ApplicationScoped
class TokenExchange {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final SecurityIdentity user;
  private final Config config;
  private final ObjectMapper json;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

  TokenExchange(SecurityIdentity user, Config config, ObjectMapper json) {
    this.user = user;
    this.config = config;
    this.json = json;
  }

  /**
   * @throws ServiceProblem {@code sign-in.unavailable} if the realm doesn't answer, {@code
   *     token.audience} if it gives no such token
   */
  String forInstitution(String signedIn, String org) {
    OidcConfigurationMetadata realm = user.getAttribute("configuration-metadata");
    var tenant = "quarkus.oidc." + user.getAttribute("tenant-id") + ".";
    var request =
        HttpRequest.newBuilder(URI.create(realm.getTokenUri()))
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    form(
                        Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:token-exchange",
                            "subject_token",
                            signedIn,
                            "subject_token_type",
                            ACCESS_TOKEN,
                            "requested_token_type",
                            ACCESS_TOKEN,
                            "scope",
                            "openid to-" + org,
                            "client_id",
                            config.getValue(tenant + "client-id", String.class),
                            "client_secret",
                            config.getValue(tenant + "credentials.secret", String.class)))))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new ServiceProblem(403, "token.audience", null);
      return json.readTree(answer.body()).path("access_token").asText();
    } catch (IOException silentRealm) {
      throw new ServiceProblem(503, "sign-in.unavailable", null);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ServiceProblem(503, "sign-in.unavailable", null);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
