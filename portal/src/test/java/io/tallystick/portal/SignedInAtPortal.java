package io.tallystick.portal;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the tests' user an access token that no institution takes. */
@ApplicationScoped
public class SignedInAtPortal implements SecurityIdentityAugmentor {

  private static volatile String token;

  /** Signs in anew, with a token that nothing is remembered of. */
  static String again() {
    token = WithAccessToken.tokenFor();
    return token;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity user, AuthenticationRequestContext context) {
    return Uni.createFrom()
        .item(user.isAnonymous() ? user : WithAccessToken.signedInWith(user, token));
  }
}
