package io.tallystick.portal;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Gives the tests' user an access token for every institution, as a code flow would bring it. */
@ApplicationScoped
public class WithAccessToken implements SecurityIdentityAugmentor {

  static final String ID_TOKEN = "id-token-of-the-sign-in";
  static final String TOKEN = tokenFor("riverside", "summit", "harbor", "meridian", "authority");

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity user, AuthenticationRequestContext context) {
    return Uni.createFrom().item(user.isAnonymous() ? user : signedInWith(user, TOKEN));
  }

  static SecurityIdentity signedInWith(SecurityIdentity user, String token) {
    return QuarkusSecurityIdentity.builder(user)
        .addAttribute("tenant-id", "patients")
        .addAttribute("configuration-metadata", new OidcConfigurationMetadata(realm()))
        .addCredential(new AccessTokenCredential(token))
        .addCredential(new IdTokenCredential(ID_TOKEN))
        .build();
  }

  /** What the realm's discovery document would say, as far as the portal asks. */
  private static JsonObject realm() {
    var endpoints = StubServices.url() + "/realms/patients/protocol/openid-connect/";
    return new JsonObject()
        .put("token_endpoint", endpoints + "token")
        .put("end_session_endpoint", endpoints + "logout");
  }

  /** What the portal reads of a token; whether it is genuine, it leaves to the services. */
  static String tokenFor(String... audience) {
    var claims =
        "{\"jti\":\"%s\",\"aud\":[%s],\"exp\":%d}"
            .formatted(
                UUID.randomUUID(),
                audience.length == 0 ? "" : "\"" + String.join("\",\"", audience) + "\"",
                Instant.now().plusSeconds(300).getEpochSecond());
    var payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "e30." + payload + ".c2ln";
  }
}
