package io.tallystick.portal.signout;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Ends the session here, then at the realm (OpenID Connect RP-Initiated Logout 1.0). A form with
 * its token, so that no other site can sign anybody out. The realm is reached by a page that moves
 * on by itself: our content security policy lets no form lead elsewhere, not even by redirect.
 */
@ApplicationScoped
public class SignOut {

  @CheckedTemplate(basePath = "signout")
  static class Templates {
    static native TemplateInstance leaving(String realm);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SecurityIdentity user;
  private final OidcSession session;

  SignOut(SecurityIdentity user, OidcSession session) {
    this.user = user;
    this.session = session;
  }

  /** The page that the answer to the form is. */
  public TemplateInstance leave(UriInfo here) {
    session.logout().await().atMost(PATIENCE);
    OidcConfigurationMetadata realm = user.getAttribute("configuration-metadata");
    return Templates.leaving(
        realm.getEndSessionUri()
            + "?post_logout_redirect_uri="
            + encoded(here.getBaseUri().toString())
            + "&id_token_hint="
            + encoded(user.getCredential(IdTokenCredential.class).getToken()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
