package io.tallystick.kit.identity;

import com.nimbusds.jwt.JWTParser;
import io.tallystick.kit.config.TallystickConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The issuers and the audience this service is pinned to, to tell why a token isn't taken. */
@ApplicationScoped
public class Issuers {

  private static final Pattern ISSUER =
      Pattern.compile("quarkus\\.oidc\\.\"?[a-z0-9-]+\"?\\.(auth-server-url|token\\.issuer)");

  private final Set<String> pinned;
  private final String audience;

  Issuers(Config config, TallystickConfig institution) {
    this.audience = institution.org().id();
    this.pinned =
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .filter(name -> ISSUER.matcher(name).matches())
            .flatMap(name -> config.getOptionalValue(name, String.class).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The stable code for a request that isn't authenticated.
   *
   * @param authorization the header as received, null if absent
   */
  public String problemOf(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return "token.missing";
    }
    try {
      var claims = JWTParser.parse(authorization.substring(7).strip()).getJWTClaimsSet();
      if (claims.getIssuer() == null || !pinned.contains(claims.getIssuer())) {
        return "token.issuer-unknown";
      }
      return claims.getAudience().contains(audience) ? "token.invalid" : "token.audience";
    } catch (ParseException notAJwt) {
      return "token.invalid";
    }
  }
}
