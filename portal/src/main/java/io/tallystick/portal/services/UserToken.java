package io.tallystick.portal.services;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Puts the signed-in user's own access token on each call; the portal has no identity itself. */
@ApplicationScoped
class UserToken implements ClientRequestFilter {

  private final SecurityIdentity user;

  UserToken(SecurityIdentity user) {
    this.user = user;
  }

  @Override
  public void filter(ClientRequestContext request) {
    var token = user.getCredential(AccessTokenCredential.class);
    if (token != null) {
      request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.getToken());
    }
  }
}
