package io.tallystick.kit.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Access tokens as Keycloak's, signed by a key that the service under test is pinned to. */
public final class TestTokens {

  private static final String PATIENTS = "patients";

  /** Whose service runs; the test and its resources may live in different class loaders. */
  private static final String AUDIENCE = "tallystick-testing.audience";

  /** Somebody of an institution, e.g. {@code staff("riverside", "rita", "billing-clerk")}. */
  public static String staff(String org, String username, String... roles) {
    return token(issuer(org), username, Duration.ofMinutes(5), roles);
  }

  /** A service of an institution; a partner to every other institution. */
  public static String service(String org, String client) {
    return token(issuer(org), client, Duration.ofMinutes(5), "service");
  }

  /** A patient; {@code sub} is {@code username} too. */
  public static String patient(String username) {
    return token(issuer(PATIENTS), username, Duration.ofMinutes(5), "patient");
  }

  /** Any token, e.g. one of a foreign issuer or, with a negative lifetime, an expired one. */
  public static String token(String issuer, String username, Duration lifetime, String... roles) {
    return tokenTo(List.of(System.getProperty(AUDIENCE)), issuer, username, lifetime, roles);
  }

  /**
   * Any token; all others are made for the service under test.
   *
   * @param audience org ids whose services may take it
   */
  public static String tokenTo(
      List<String> audience, String issuer, String username, Duration lifetime, String... roles) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(username)
            .audience(audience)
            .claim("preferred_username", username)
            .claim("typ", "Bearer")
            .claim("realm_access", Map.of("roles", List.of(roles)))
            .issueTime(Date.from(now.minusSeconds(60)))
            .expirationTime(Date.from(now.plus(lifetime)))
            .build();
    try {
      var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
      jwt.sign(new RSASSASigner(key()));
      return jwt.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The issuer of an institution's realm, or of {@code patients}. */
  public static String issuer(String realm) {
    return "http://127.0.0.1:8180/realms/" + realm;
  }

  /** The tenants of a service of this institution, verified without any Keycloak. */
  static Map<String, String> tenants(String org) {
    System.setProperty(AUDIENCE, org);
    var config = new TreeMap<String, String>();
    tenant(config, org, "staff", org);
    tenant(config, org, PATIENTS, PATIENTS);
    TestConsortium.MEMBERS.stream()
        .map(TestConsortium.Member::id)
        .filter(other -> !other.equals(org))
        .forEach(other -> tenant(config, org, "partner-" + other, other));
    return config;
  }

  private static void tenant(Map<String, String> config, String org, String tenant, String realm) {
    var prefix = "quarkus.oidc." + tenant + ".";
    config.put(prefix + "public-key", publicKey());
    config.put(prefix + "token.issuer", issuer(realm));
    config.put(prefix + "token.audience", org);
    config.put(prefix + "application-type", "service");
    config.put(prefix + "roles.role-claim-path", "realm_access/roles");
  }

  private static String publicKey() {
    try {
      return Base64.getEncoder().encodeToString(key().toRSAPublicKey().getEncoded());
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static synchronized RSAKey key() {
    var file = TestConsortium.folder().resolve("tokens.jwk");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, new RSAKeyGenerator(2048).generate().toJSONString());
      }
      return RSAKey.parse(Files.readString(file));
    } catch (IOException | JOSEException | ParseException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private TestTokens() {}
}
