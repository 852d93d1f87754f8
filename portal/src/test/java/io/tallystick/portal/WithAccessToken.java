package io.tallystick.portal;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the tests' user the access token that a code flow would have brought. */
@ApplicationScoped
public class WithAccessToken implements SecurityIdentityAugmentor {

  static final String TOKEN = "token-of-the-signed-in-user";

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity user, AuthenticationRequestContext context) {
    if (user.isAnonymous()) return Uni.createFrom().item(user);
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder(user)
                .addCredential(new AccessTokenCredential(TOKEN))
                .build());
  }
}
